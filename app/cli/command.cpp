#include "app/cli/command.h"

#include "app/cli/terminal.h"

#include <algorithm>
#include <cstdio>

namespace app::cli {
namespace {

std::vector<RegisteredCommand>& list()
{
    static std::vector<RegisteredCommand> all;
    return all;
}

void print(std::FILE* stream, const std::string& text)
{
    std::fwrite(text.data(), 1, text.size(), stream);
    if (!text.ends_with('\n')) {
        std::fputc('\n', stream);
    }
}

} // namespace

Registration::Registration(CommandInfo info, Setup setup)
{
    list().push_back({std::move(info), std::move(setup)});
    std::ranges::sort(list(), [](const RegisteredCommand& a, const RegisteredCommand& b) {
        return std::pair{a.info.order, a.info.name} < std::pair{b.info.order, b.info.name};
    });
}

const std::vector<RegisteredCommand>& commands()
{
    return list();
}

void Context::result(const nlohmann::ordered_json& document, const std::string& plain) const
{
    if (json) {
        print(answers(),
              document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    } else if (!plain.empty()) {
        print(answers(), plain);
    }
}

void Context::say(const std::string& line) const
{
    if (!quiet) {
        print(stderr, line);
    }
}

} // namespace app::cli
