# Defines GiNaC::GiNaC: symbolic expressions, for the front door of the library only.
find_path(GiNaC_INCLUDE_DIR ginac/ginac.h)
find_library(GiNaC_LIBRARY ginac)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(GiNaC REQUIRED_VARS GiNaC_LIBRARY GiNaC_INCLUDE_DIR)
if(GiNaC_FOUND AND NOT TARGET GiNaC::GiNaC)
  add_library(GiNaC::GiNaC UNKNOWN IMPORTED)
  set_target_properties(GiNaC::GiNaC PROPERTIES IMPORTED_LOCATION "${GiNaC_LIBRARY}"
      INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${GiNaC_INCLUDE_DIR}")
endif()
mark_as_advanced(GiNaC_INCLUDE_DIR GiNaC_LIBRARY)
