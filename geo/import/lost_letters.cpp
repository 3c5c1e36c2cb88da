#include "geo/import/lost_letters.h"

#include "geo/import/normalise.h"

#include <fmt/format.h>

namespace geo {

bool lostLetters(std::string_view cell)
{
    if (cell.find("\xEF\xBF\xBD") != std::string_view::npos) {
        return true;
    }
    if (cell.find('?') == std::string_view::npos) {
        return false;
    }
    const Scripts scripts = scriptsOf(cell);
    return scripts.all() > scripts.latin;
}

std::string lostLettersNote(std::size_t count, const std::string& column)
{
    return fmt::format(
        "{} in {} with a sign such as ? where a letter may have been lost before the "
        "file came here",
        counted(count, "text"), column);
}

} // namespace geo
