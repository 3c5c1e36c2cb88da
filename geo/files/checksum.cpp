#include "geo/files/checksum.h"

#include "geo/error.h"

#include <fmt/format.h>
#include <fstream>
#include <memory>
#include <vector>
#include <xxhash.h>

namespace geo {

std::string fileChecksum(const std::filesystem::path& file)
{
    struct Free {
        void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
    };
    const std::unique_ptr<XXH3_state_t, Free> state{XXH3_createState()};
    XXH3_64bits_reset(state.get());
    std::ifstream in{file, std::ios::binary};
    std::vector<char> piece(1 << 20);
    while (in) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        XXH3_64bits_update(state.get(), piece.data(), static_cast<std::size_t>(in.gcount()));
    }
    if (!in.eof()) {
        throw Error{"cannot be read",
                    "Check that the file is there and that you may read it",
                    {.file = file.string()}};
    }
    return fmt::format("{:016x}", XXH3_64bits_digest(state.get()));
}

} // namespace geo
