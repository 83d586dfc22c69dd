# SPDX-License-Identifier: GPL-2.0-or-later
import numpy as np
import pytest
from service_points.core.errors import InputError
from service_points.core.network import (
    load_speed_presets,
    resolve_directions,
    resolve_speeds,
    unknown_directions,
)


class TestPresets:
    def test_ids_are_those_of_the_contract(self):
        assert list(load_speed_presets()) == ["none", "statcan_rnf", "nrn", "osm"]

    def test_every_text_is_in_both_languages(self):
        for preset in load_speed_presets().values():
            for text in (preset.title, preset.note):
                assert text.en.strip()
                assert text.fr.strip()
            assert preset.note.en != preset.note.fr

    def test_speeds_are_possible(self):
        for preset in load_speed_presets().values():
            assert all(kmh is None or 5 <= kmh <= 130 for kmh in preset.speeds.values())

    @pytest.mark.parametrize(
        ("preset", "not_driven"),
        [
            ("statcan_rnf", {"27"}),
            ("nrn", {"11", "13", "rapid transit", "réservée transport commun", "winter", "hiver"}),
        ],
    )
    def test_classes_not_driven(self, preset, not_driven):
        speeds = load_speed_presets()[preset].speeds
        assert not_driven <= {code for code, kmh in speeds.items() if kmh is None}
        assert "footway" in {code for code, kmh in load_speed_presets()["osm"].speeds.items() if kmh is None}

    def test_every_class_seen_in_ottawa_is_known(self):
        seen = {"12", "20", "21", "22", "23", "25", "26", "27", "29", "80"}  # shared/data/README.md
        assert seen <= set(load_speed_presets()["statcan_rnf"].speeds)

    def test_french_and_english_class_names_agree(self):
        speeds = load_speed_presets()["nrn"].speeds
        pairs = [("freeway", "autoroute"), ("arterial", "artère"), ("collector", "route collectrice")]
        pairs += [("ramp", "bretelle"), ("local / street", "local / rue"), ("winter", "hiver")]
        assert all(speeds[en] == speeds[fr] for en, fr in pairs)


class TestSpeeds:
    def test_field_then_class_then_default(self):
        preset = load_speed_presets()["statcan_rnf"]
        field = np.array([80.0, np.nan, 0.0, -3.0, np.inf, 30.0])
        classes = np.array(["23", "23", "99", None, "27", "27"], object)
        found = resolve_speeds(field, classes, preset, 50.0)
        local = preset.speeds["23"]
        assert found.speed_kmh[:4].tolist() == [80.0, local, 50.0, 50.0]
        assert found.driven.tolist() == [True, True, True, True, False, False]
        assert found.missing.tolist() == [False, False, True, True, False, False]
        assert (found.speed_kmh > 0).all()

    @pytest.mark.parametrize(
        "classes",
        [
            np.array([12, 27]),
            np.array([12.0, 27.0]),
            np.array(["12", "27"]),
            np.array([" 12 ", "27.0"], object),
            np.array([12, 27], object),
        ],
    )
    def test_class_codes_of_any_type(self, classes):
        preset = load_speed_presets()["statcan_rnf"]
        found = resolve_speeds(None, classes, preset, 50.0)
        assert found.driven.tolist() == [True, False]
        assert found.speed_kmh[0] == preset.speeds["12"]

    def test_case_and_accents_of_names(self):
        preset = load_speed_presets()["nrn"]
        found = resolve_speeds(None, np.array(["ARTÈRE", "Freeway"], object), preset, 50.0)
        assert found.speed_kmh.tolist() == [preset.speeds["artère"], preset.speeds["freeway"]]

    def test_default_alone(self):
        found = resolve_speeds(None, None, None, 42.0, count=3)
        assert found.speed_kmh.tolist() == [42.0, 42.0, 42.0]
        assert found.missing.all()

    def test_preset_none_ignores_classes(self):
        found = resolve_speeds(None, np.array(["27"]), load_speed_presets()["none"], 42.0)
        assert found.driven.tolist() == [True]
        assert found.speed_kmh.tolist() == [42.0]

    @pytest.mark.parametrize("default", [0.0, -1.0, np.nan, np.inf])
    def test_default_must_be_above_zero(self, default):
        with pytest.raises(InputError, match="default speed"):
            resolve_speeds(None, None, None, default, count=1)


class TestDirections:
    values = np.array(["FT", "TF", "B", "", None, "x", " FT "], object)

    def test_values(self):
        forward, backward, n_unknown = resolve_directions(self.values, "FT", "TF", "B")
        assert forward.tolist() == [True, False, True, True, True, True, True]
        assert backward.tolist() == [False, True, True, True, True, True, False]
        assert n_unknown == 3
        mask = unknown_directions(self.values, "FT", "TF", "B")
        assert mask.tolist() == [False, False, False, True, True, True, False]

    def test_missing_is_both_ways_when_that_value_is_empty(self):
        _, _, n_unknown = resolve_directions(self.values, "FT", "TF", "")
        assert n_unknown == 2  # B and x

    def test_a_value_not_given_matches_nothing(self):
        forward, backward, n_unknown = resolve_directions(np.array(["", "yes"]), "yes", "", "no")
        assert forward.tolist() == [True, True]
        assert backward.tolist() == [True, False]
        assert n_unknown == 1

    def test_numbers(self):
        forward, backward, n_unknown = resolve_directions(np.array([1, 2, 3]), "1", "2", "3")
        assert forward.tolist() == [True, False, True]
        assert backward.tolist() == [False, True, True]
        assert n_unknown == 0

    @pytest.mark.parametrize("given", ["1", "1.0", " 1 "])
    @pytest.mark.parametrize(
        "values", [np.array([1, 2]), np.array([1.0, 2.0]), np.array(["1.0", "2"], object)]
    )
    def test_what_is_typed_reads_as_the_field_does(self, values, given):
        forward, backward, n_unknown = resolve_directions(values, given, "2.0", "")
        assert (forward.tolist(), backward.tolist(), n_unknown) == ([True, False], [False, True], 0)

    def test_only_numbers_lose_their_zero(self):
        values = np.array(["v1.0", "2.01.0"], object)
        forward, backward, n_unknown = resolve_directions(values, "v1", "21", "")
        assert (forward.tolist(), backward.tolist(), n_unknown) == ([True, True], [True, True], 2)
