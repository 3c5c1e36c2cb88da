#pragma once
// Runs `sila` (or another program) as a person would, and keeps what it says.
#include "tests/geo/temp_folder.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace tests {

struct Ran {
    int code = 0;
    std::string out, err;
};

inline std::string contentOf(const std::filesystem::path& file)
{
    std::ifstream in{file, std::ios::binary};
    std::ostringstream all;
    all << in.rdbuf();
    return all.str();
}

/// Through the shell, in `folder`.
inline Ran run(const TempFolder& folder, const std::string& command)
{
    const auto out = folder / ".stdout";
    const auto err = folder / ".stderr";
    const int raw = std::system(("cd '" + folder.path().string() + "' && " + command + " >'" +
                                 out.string() + "' 2>'" + err.string() + "'")
                                    .c_str());
    constexpr int byte = 256;
    return {raw / byte, contentOf(out), contentOf(err)};
}

/// `sila` with arguments.
inline Ran sila(const TempFolder& folder, const std::string& arguments)
{
    return run(folder, "'" SILA_BIN "/sila' " + arguments);
}

} // namespace tests
