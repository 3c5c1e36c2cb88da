#include "app/jobs/coverage_files.h"

#include "geo/error.h"
#include "geo/files/atomic_file.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <type_traits>
#include <xxhash.h>

namespace app {
namespace {

namespace fs = std::filesystem;

static_assert(std::endian::native == std::endian::little, "the files are little-endian");

constexpr std::string_view lossMagic = "SILALOSS";
constexpr std::string_view coverMagic = "SILACOVR";
constexpr std::uint32_t version = 1;

struct FreeHash {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};

/// Values one after the other, the checksum of them all last.
class Writer {
public:
    Writer(const fs::path& file, std::string_view magic)
        : file_{file}, out_{file_.partial(), std::ios::binary}, hash_{XXH3_createState()}
    {
        XXH3_64bits_reset(hash_.get());
        bytes(magic.data(), magic.size());
        value(version);
    }
    template <typename T>
    void value(const T& v)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        bytes(&v, sizeof v);
    }
    template <typename T>
    void list(const std::vector<T>& values)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        value(std::uint64_t{values.size()});
        bytes(values.data(), values.size() * sizeof(T));
    }
    void words(const std::string& text)
    {
        value(std::uint64_t{text.size()});
        bytes(text.data(), text.size());
    }
    void words(const std::vector<std::string>& texts)
    {
        value(std::uint64_t{texts.size()});
        for (const std::string& text : texts) {
            words(text);
        }
    }
    void frame(const geo::GridFrame& f)
    {
        value(f.x0_m);
        value(f.y0_m);
        value(f.cell_m);
        value(static_cast<std::int32_t>(f.cols));
        value(static_cast<std::int32_t>(f.rows));
    }
    void commit()
    {
        const std::uint64_t sum = XXH3_64bits_digest(hash_.get());
        out_.write(reinterpret_cast<const char*>(&sum), sizeof sum);
        out_.flush();
        if (!out_) {
            throw geo::Error{"cannot be written",
                             "Make room on the disk; what was there before is unharmed",
                             {file_.target().string()}};
        }
        out_.close();
        file_.commit();
    }

private:
    void bytes(const void* data, std::size_t size)
    {
        XXH3_64bits_update(hash_.get(), data, size);
        out_.write(static_cast<const char*>(data), static_cast<std::streamsize>(size));
    }

    geo::AtomicFile file_;
    std::ofstream out_;
    std::unique_ptr<XXH3_state_t, FreeHash> hash_;
};

/// Reads what Writer wrote; every fault makes `good` false, and values are then empty.
class Reader {
public:
    Reader(const fs::path& file, std::string_view magic)
        : in_{file, std::ios::binary}, hash_{XXH3_createState()}
    {
        std::error_code code;
        const auto size = fs::file_size(file, code);
        left_ = code ? 0 : size;
        XXH3_64bits_reset(hash_.get());
        std::string found(magic.size(), '\0');
        bytes(found.data(), found.size());
        good_ = good_ && found == magic && value<std::uint32_t>() == version;
    }
    bool good() const { return good_; }
    template <typename T>
    T value()
    {
        T v{};
        bytes(&v, sizeof v);
        return v;
    }
    template <typename T>
    std::vector<T> list()
    {
        const auto count = value<std::uint64_t>();
        if (!good_ || count > left_ / sizeof(T)) {
            good_ = false;
            return {};
        }
        std::vector<T> values(count);
        bytes(values.data(), values.size() * sizeof(T));
        return values;
    }
    std::string words()
    {
        const auto letters = list<char>();
        return {letters.begin(), letters.end()};
    }
    std::vector<std::string> texts()
    {
        const auto count = value<std::uint64_t>();
        std::vector<std::string> out;
        for (std::uint64_t i = 0; i < count && good_; ++i) {
            out.push_back(words());
        }
        return out;
    }
    geo::GridFrame frame()
    {
        geo::GridFrame f;
        f.x0_m = value<double>();
        f.y0_m = value<double>();
        f.cell_m = value<double>();
        f.cols = value<std::int32_t>();
        f.rows = value<std::int32_t>();
        good_ = good_ && f.cols >= 0 && f.rows >= 0 && f.cell_m > 0;
        return f;
    }
    /// True when everything was read and the checksum is right.
    bool whole()
    {
        const std::uint64_t sum = XXH3_64bits_digest(hash_.get());
        return value<std::uint64_t>() == sum && good_ && left_ == 0;
    }
    std::ifstream& stream() { return in_; }

private:
    void bytes(void* data, std::size_t size)
    {
        if (!good_ || size > left_ ||
            !in_.read(static_cast<char*>(data), static_cast<std::streamsize>(size))) {
            good_ = false;
            return;
        }
        left_ -= size;
        XXH3_64bits_update(hash_.get(), data, size);
    }

    std::ifstream in_;
    std::unique_ptr<XXH3_state_t, FreeHash> hash_;
    std::uintmax_t left_ = 0;
    bool good_ = true;
};

} // namespace

std::string keyOf(std::string_view text)
{
    const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
    return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

void writeLoss(const fs::path& file, const planning::LossRaster& raster)
{
    Writer out{file, lossMagic};
    out.frame(raster.frame);
    out.value(raster.computed);
    out.value(raster.voids);
    out.value(raster.outside);
    out.list(raster.loss_cdb);
    out.list(raster.departure_cdeg);
    out.commit();
}

std::optional<planning::LossRaster> readLoss(const fs::path& file)
{
    Reader in{file, lossMagic};
    planning::LossRaster raster;
    raster.frame = in.frame();
    raster.computed = in.value<std::uint32_t>();
    raster.voids = in.value<std::uint32_t>();
    raster.outside = in.value<std::uint32_t>();
    raster.loss_cdb = in.list<std::int16_t>();
    raster.departure_cdeg = in.list<std::int16_t>();
    if (!in.whole() || raster.loss_cdb.size() != raster.frame.size() ||
        raster.departure_cdeg.size() != raster.frame.size()) {
        return std::nullopt;
    }
    return raster;
}

planning::RasterPiece readLossPiece(const fs::path& file, const geo::GridFrame& grid,
                                    const planning::GridWindow& window)
{
    Reader in{file, lossMagic};
    const geo::GridFrame frame = in.frame();
    if (!in.good()) {
        throw geo::Error{"can no longer be read", "Start the run again", {file.string()}};
    }
    const planning::GridWindow all = planning::windowOn(grid, frame);
    planning::RasterPiece piece{all & window, {}, {}};
    if (piece.window.empty()) {
        return piece;
    }
    const auto cols = static_cast<std::size_t>(piece.window.cols);
    const auto rows = static_cast<std::size_t>(piece.window.rows);
    piece.loss_cdb.resize(cols * rows);
    piece.departure_cdeg.resize(cols * rows);
    std::ifstream& stream = in.stream();
    const std::streamoff start = static_cast<std::streamoff>(stream.tellg()) +
                                 static_cast<std::streamoff>(3 * sizeof(std::uint32_t));
    const auto bytes = static_cast<std::streamoff>(frame.size() * sizeof(std::int16_t));
    constexpr std::streamoff count = sizeof(std::uint64_t);
    std::streamoff first = start + count;
    // Whole rows at once cost less than a call for each, unless most of a row is not wanted.
    constexpr int fewOf = 4;
    const bool whole_rows = piece.window.cols * fewOf >= frame.cols;
    const auto step = static_cast<std::size_t>(frame.cols);
    std::vector<std::int16_t> block(whole_rows ? rows * step : 0);
    const auto read = [&](std::size_t from, std::int16_t* to, std::size_t values) {
        stream.seekg(first + static_cast<std::streamoff>(from * sizeof(std::int16_t)));
        stream.read(reinterpret_cast<char*>(to),
                    static_cast<std::streamsize>(values * sizeof(std::int16_t)));
    };
    const int left = piece.window.col0 - all.col0;
    const int top = piece.window.row0 - all.row0;
    for (std::vector<std::int16_t>* values : {&piece.loss_cdb, &piece.departure_cdeg}) {
        if (whole_rows) {
            read(frame.at(0, top), block.data(), block.size());
        }
        for (std::size_t row = 0; row < rows; ++row) {
            std::int16_t* const to = values->data() + row * cols;
            if (whole_rows) {
                std::copy_n(block.data() + row * step + static_cast<std::size_t>(left), cols, to);
            } else {
                read(frame.at(left, top + static_cast<int>(row)), to, cols);
            }
        }
        first += bytes + count;
    }
    if (!stream) {
        throw geo::Error{"is cut short", "Start the run again", {file.string()}};
    }
    return piece;
}

void writeCover(const fs::path& file, const CoverFile& content)
{
    Writer out{file, coverMagic};
    const planning::Cover& cover = content.cover;
    out.words(content.fingerprint);
    out.words(content.about);
    out.words(content.sites);
    out.words(content.cells);
    out.words(content.settlements);
    out.frame(cover.frame);
    out.list(cover.people);
    out.list(cover.group);
    out.value(std::uint64_t{cover.layers.size()});
    for (const planning::RadioLayer& layer : cover.layers) {
        out.value(layer.site);
        out.value(static_cast<std::uint32_t>(layer.technology));
        out.value(layer.cell);
    }
    out.list(cover.group_people);
    out.list(cover.group_start);
    out.list(cover.group_layers);
    out.value(std::uint64_t{content.settlementCells.size()});
    for (const planning::PlaceCell& c : content.settlementCells) {
        out.value(c.place);
        out.value(c.cell);
        out.value(c.people);
    }
    out.commit();
}

std::optional<CoverFile> readCover(const fs::path& file)
{
    Reader in{file, coverMagic};
    CoverFile content;
    planning::Cover& cover = content.cover;
    content.fingerprint = in.words();
    content.about = in.words();
    content.sites = in.texts();
    content.cells = in.texts();
    content.settlements = in.texts();
    cover.frame = in.frame();
    cover.people = in.list<float>();
    cover.group = in.list<std::uint32_t>();
    const auto layers = in.value<std::uint64_t>();
    for (std::uint64_t i = 0; i < layers && in.good(); ++i) {
        planning::RadioLayer& layer = cover.layers.emplace_back();
        layer.site = in.value<std::uint32_t>();
        layer.technology = static_cast<planning::Technology>(in.value<std::uint32_t>());
        layer.cell = in.value<std::uint32_t>();
    }
    cover.group_people = in.list<double>();
    cover.group_start = in.list<std::uint32_t>();
    cover.group_layers = in.list<std::uint32_t>();
    const auto cells = in.value<std::uint64_t>();
    for (std::uint64_t i = 0; i < cells && in.good(); ++i) {
        planning::PlaceCell& c = content.settlementCells.emplace_back();
        c.place = in.value<std::uint32_t>();
        c.cell = in.value<std::uint32_t>();
        c.people = in.value<double>();
    }
    if (!in.whole() || cover.people.size() != cover.frame.size() ||
        cover.group.size() != cover.frame.size() ||
        cover.group_start.size() != cover.group_people.size() + 1) {
        return std::nullopt;
    }
    return content;
}

} // namespace app
