# Defines CLN::CLN: exact numbers for the kernel.
find_path(CLN_INCLUDE_DIR cln/rational.h)
find_library(CLN_LIBRARY cln)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(CLN REQUIRED_VARS CLN_LIBRARY CLN_INCLUDE_DIR)
if(CLN_FOUND AND NOT TARGET CLN::CLN)
  add_library(CLN::CLN UNKNOWN IMPORTED)
  set_target_properties(CLN::CLN PROPERTIES IMPORTED_LOCATION "${CLN_LIBRARY}"
      INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${CLN_INCLUDE_DIR}")
endif()
mark_as_advanced(CLN_INCLUDE_DIR CLN_LIBRARY)
