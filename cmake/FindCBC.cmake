# FindCBC: the branch and cut solver of COIN-OR (EPL). Sets CBC_FOUND and the
# target CBC::CBC.
find_path(CBC_INCLUDE_DIR coin/CbcSolver.hpp)
set(parts CbcSolver Cbc Cgl OsiClp Clp Osi CoinUtils)
set(CBC_LIBRARIES "")
foreach(part ${parts})
    find_library(CBC_${part}_LIBRARY ${part})
    mark_as_advanced(CBC_${part}_LIBRARY)
    list(APPEND CBC_LIBRARIES ${CBC_${part}_LIBRARY})
    list(APPEND required CBC_${part}_LIBRARY)
endforeach()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(CBC REQUIRED_VARS CBC_INCLUDE_DIR ${required})
mark_as_advanced(CBC_INCLUDE_DIR)
if(CBC_FOUND AND NOT TARGET CBC::CBC)
    add_library(CBC::CBC INTERFACE IMPORTED)
    set_target_properties(CBC::CBC PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${CBC_INCLUDE_DIR};${CBC_INCLUDE_DIR}/coin"
        INTERFACE_LINK_LIBRARIES "${CBC_LIBRARIES}")
endif()
