#include "planning/coverage/mobile_models.h"

#include <catch2/catch.hpp>

using namespace planning;
using namespace planning::propagation;

namespace {

constexpr geo::XY mast{10050, 10050};

/// Flat land at 100 m, cells of 50 m, around the mast.
geo::Elevation plain()
{
    geo::Elevation out;
    out.height_m = geo::FloatGrid{geo::GridFrame{0, 20000, 50, 400, 400}, 100.0F};
    return out;
}

AreaSettings settings()
{
    AreaSettings s;
    s.radius_m = 6000;
    s.cell_m = 100;
    return s;
}

/// Loss at the receiver `east_m` of the mast.
double at(const LossRaster& raster, double east_m)
{
    const int col = raster.frame.colOf(mast.x_m + east_m);
    const int row = raster.frame.rowOf(mast.y_m);
    return raster.loss_cdb[raster.frame.at(col, row)] / 100.0;
}

} // namespace

TEST_CASE("Hata over an area is Hata at each receiver's distance", "[coverage][models]")
{ // Hata at 900 MHz, 30 m, 1.5 m, 5 km by hand: 69.55 + 26.16 * 2.95424 - 13.82 * 1.47712 - a
  // + (44.9 - 6.55 * 1.47712) * 0.69897 with a = 2.5492 * 1.5 - 3.8086 = 0.0152:
  // 69.55 + 77.283 - 20.414 - 0.015 + 24.621 = 151.025 dB urban; suburban 9.943 dB less
  // (2 lg(900/28)^2 = 4.5412, plus 5.4).
    const AntennaPoint antenna{mast, 30, 900};
    const auto urban =
        hataAreaModel(nullptr, HataEnvironment::medium_city)->loss(antenna, settings(), {});
    REQUIRE(urban);
    CHECK(at(*urban, 5000) == Approx(151.02).margin(0.02));
    const auto suburban =
        hataAreaModel(nullptr, HataEnvironment::suburban)->loss(antenna, settings(), {});
    CHECK(at(*urban, 5000) - at(*suburban, 5000) == Approx(9.94).margin(0.02));
    // Near the mast Hata's line falls under free space: 32.45 + 59.08 + 20 lg 0.05831 there.
    CHECK(at(*urban, 0) >= 66.8);
    CHECK(urban->computed == suburban->computed);
}

TEST_CASE("models refuse frequencies they were not made for, and warn of the rest",
          "[coverage][models]")
{
    const AreaSettings s = settings();
    const auto hata = hataAreaModel(nullptr, HataEnvironment::open);
    CHECK(hata->refuses({mast, 30, 2100}, s));
    CHECK_FALSE(hata->refuses({mast, 30, 900}, s));
    CHECK(hata->warnings({mast, 30, 900}, s).empty());
    CHECK(hata->warnings({mast, 15, 900}, s).size() == 1); // Hata's masts start at 30 m
    CHECK(cost231AreaModel(nullptr, HataEnvironment::open)->refuses({mast, 30, 900}, s));
    CHECK_FALSE(cost231AreaModel(nullptr, HataEnvironment::open)->refuses({mast, 30, 1800}, s));
    CHECK(tr38901AreaModel(nullptr, MacroCell::urban)->refuses({mast, 25, 450}, s));
    CHECK(ehataAreaModel(nullptr, EhataEnvironment::rural)->refuses({mast, 30, 3500}, s));
    CHECK(itmAreaModel(nullptr, ItmClimate::desert)->refuses({mast, 30, 10}, s));
    CHECK(itmAreaModel(nullptr, ItmClimate::desert)->refuses({mast, 5000, 900}, s));
}

TEST_CASE("the basis of a model names what its loss depends on", "[coverage][models]")
{
    CHECK(hataAreaModel(nullptr, HataEnvironment::open)->basis() !=
          hataAreaModel(nullptr, HataEnvironment::suburban)->basis());
    CHECK(itmAreaModel(nullptr, ItmClimate::desert)->basis() !=
          itmAreaModel(nullptr, ItmClimate::equatorial)->basis());
}

TEST_CASE("models over terrain give each receiver the loss of its own profile",
          "[coverage][models]")
{
    const geo::Elevation ground = plain();
    const AntennaPoint antenna{mast, 30, 900};
    const auto itm =
        itmAreaModel(&ground, ItmClimate::continental_temperate)->loss(antenna, settings(), {});
    REQUIRE(itm);
    const std::vector<double> heights(101, 100.0); // 5 km at 50 m
    ItmRequest q;
    q.f_mhz = 900;
    q.tx_height_m = 30;
    q.rx_height_m = 1.5;
    CHECK(at(*itm, 5000) == Approx(itmPointToPoint({heights, 50}, q).A_db).margin(0.006));
    const auto ehata =
        ehataAreaModel(&ground, EhataEnvironment::suburban)->loss(antenna, settings(), {});
    REQUIRE(ehata);
    const EhataRequest e{900, 30, 1.5, EhataEnvironment::suburban};
    CHECK(at(*ehata, 5000) == Approx(propagation::ehata(heights, 50, e).L_db).margin(0.006));
    CHECK(itm->computed == ehata->computed);
    // Any number of threads, and the memory of another result, give the same.
    AreaSettings several = settings();
    several.threads = 3;
    CHECK(itmAreaModel(&ground, ItmClimate::continental_temperate)
              ->loss(antenna, several, {}, *ehata) == *itm);
}

TEST_CASE("a void on the way is counted, not bridged", "[coverage][models]")
{
    geo::Elevation ground = plain();
    const int col = ground.height_m.frame.colOf(mast.x_m + 2000);
    for (int row = 0; row < 400; ++row) {
        ground.height_m(col, row) = geo::noData;
    }
    const auto itm = itmAreaModel(&ground, ItmClimate::continental_temperate)
                         ->loss({mast, 30, 900}, settings(), {});
    REQUIRE(itm);
    CHECK(itm->voids > 0);
    CHECK(at(*itm, 5000) < -300); // noLoss
    CHECK(at(*itm, -5000) > 100);
}
