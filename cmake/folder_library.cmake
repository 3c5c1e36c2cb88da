# folder_library(NAME): a static library of every .cpp file under the current folder (but not in
# folders that have a CMakeLists.txt of their own).
function(folder_library name)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}
        ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
    file(GLOB_RECURSE nested CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}
        ${CMAKE_CURRENT_SOURCE_DIR}/*/CMakeLists.txt)
    foreach(lists ${nested})
        get_filename_component(folder ${lists} DIRECTORY)
        list(FILTER sources EXCLUDE REGEX "^${folder}/")
    endforeach()
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC project_options)
    set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)
endfunction()
