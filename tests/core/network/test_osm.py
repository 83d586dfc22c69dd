# SPDX-License-Identifier: GPL-2.0-or-later
"""Tags and speeds as mappers write them (wiki.openstreetmap.org, Key:maxspeed), and labels of fields."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_points.core.network import load_speed_presets
from service_points.core.network.directions import DirectionValues, closed_to_cars, preset_directions
from service_points.core.network.labels import LabelCollector, Labels, field_text
from service_points.core.network.osm import speed_kmh, tag_values


class TestSpeeds:
    @pytest.mark.parametrize(
        ("text", "kmh"),
        [
            ("50", 50.0),
            (" 50 ", 50.0),
            ("50 km/h", 50.0),
            ("50km/h", 50.0),
            ("30 mph", 48.28032),
            ("30mph", 48.28032),
            ("5 knots", 9.26),
            ("32,5", 32.5),
            ("50;30", 30.0),
            ("50 MPH", 80.4672),
        ],
    )
    def test_numbers(self, text, kmh):
        assert speed_kmh(text) == pytest.approx(kmh)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "none",
            "signals",
            "walk",
            "CA:ON:urban",
            "RU:rural",
            "fast",
            "-30",
            "0",
            "1000",
            "50;none",
            "5e1",
            "50 x",
        ],
    )
    def test_words_and_the_impossible_leave_it_to_the_class(self, text):
        assert math.isnan(speed_kmh(text))


class TestTags:
    def test_hstore(self):
        text = '"maxspeed"=>"30","name:sv"=>"Skillnadsgatan","oneway" => "yes"'
        assert tag_values(text) == {"maxspeed": "30", "name:sv": "Skillnadsgatan", "oneway": "yes"}

    def test_what_looks_like_tags_inside_a_value(self):
        text = r'"note"=>"say \"oneway\"=>\"yes\", or a \\","access"=>"no","b"=>NULL'
        assert tag_values(text) == {"note": 'say "oneway"=>"yes", or a \\', "access": "no"}

    def test_json(self):
        assert tag_values('{"maxspeed": "30", "lanes": 2}') == {"maxspeed": "30"}
        assert tag_values('{"maxspeed": ') == {}

    def test_nothing(self):
        assert tag_values("") == tag_values("some words") == {}

    @given(st.dictionaries(st.text(min_size=1), st.text(min_size=1)))
    def test_whatever_gdal_writes_comes_back(self, tags):
        def quoted(text):
            return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

        text = ",".join(f"{quoted(key)}=>{quoted(value)}" for key, value in tags.items())
        assert tag_values(text) == tags


class TestLabels:
    def test_of_any_values(self):
        labels = Labels.of(np.array(["a", None, 2.0, "2", " a", 2.5, float("nan")], object))
        assert [labels.texts[i] for i in labels.code] == ["a", "", "2", "2", "a", "2.5", ""]
        assert labels.test(lambda text: text == "2").tolist() == [
            False,
            False,
            True,
            True,
            False,
            False,
            False,
        ]

    def test_collected_in_any_chunks(self):
        one, two = LabelCollector(), LabelCollector()
        one.extend(["b", "a", None, "b"])
        two.extend_coded(["a", "b", "unused"], np.array([1, 0]))
        two.extend([None])
        two.extend_coded(["b"], np.array([0]))
        texts = [[labels.texts[i] for i in labels.code] for labels in (one.labels(), two.labels())]
        assert texts[0] == texts[1] == ["b", "a", "", "b"]

    def test_empty(self):
        assert len(LabelCollector().labels()) == 0
        assert Labels((), np.zeros(0, np.int32)).measure(float).tolist() == []

    def test_whole_numbers_read_the_same(self):
        assert [field_text(v) for v in (23, 23.0, "23", "23.0", " 23 ", -1.0, "v1.0")] == ["23"] * 5 + [
            "-1",
            "v1.0",
        ]


class TestPresetFields:
    def test_names_of_fields(self):
        """Statistics Canada; NRN feature catalogue in English and French; OpenStreetMap."""
        presets = load_speed_presets()
        assert presets["statcan_rnf"].fields.road_class == ("CLASS",)
        nrn = presets["nrn"].fields
        assert {"ROADCLASS", "CLASSROUTE"} <= set(nrn.road_class)
        assert {"SPEED", "VITESSE"} <= set(nrn.speed)
        assert {"TRAFFICDIR", "SENSCIRCUL"} <= set(nrn.direction)
        assert presets["osm"].fields.access == ("motorcar", "motor_vehicle", "vehicle", "access")
        assert presets["none"].fields.road_class == ()

    def test_classes_planned_and_winter_are_not_driven(self):
        """Codes as in the Road Network File's reference guides: 28, 29, 87 and 90 in 2021's, 95 in 2016's."""
        speeds = load_speed_presets()["statcan_rnf"].speeds
        assert (speeds["28"], speeds["87"]) == (None, None)
        assert None not in (speeds["29"], speeds["90"], speeds["95"])

    @pytest.mark.parametrize(
        ("text", "ways"),
        [
            ("Same direction", (True, False, False)),
            ("Même direction", (True, False, False)),
            ("2", (True, False, False)),
            ("Opposite direction", (False, True, False)),
            ("Direction contraire", (False, True, False)),
            ("3", (False, True, False)),
            ("Both directions", (True, True, False)),
            ("Bi-directionel", (True, True, False)),
            ("1", (True, True, False)),
            ("Unknown", (True, True, True)),
            ("Inconnu", (True, True, True)),
            ("-1", (True, True, True)),
            ("", (True, True, True)),
        ],
    )
    def test_directions_of_the_national_road_network(self, text, ways):
        meaning = load_speed_presets()["nrn"].directions
        found = preset_directions(Labels.of(np.array([text])), meaning, np.zeros(1, bool))
        assert tuple(bool(mask[0]) for mask in found) == ways

    @pytest.mark.parametrize(
        ("oneway", "implied", "ways"),
        [
            ("yes", False, (True, False, False)),
            ("1", False, (True, False, False)),
            ("-1", False, (False, True, False)),
            ("-1", True, (False, True, False)),
            ("no", True, (True, True, False)),
            ("", True, (True, False, False)),
            ("", False, (True, True, False)),
            ("reversible", True, (True, True, True)),
        ],
    )
    def test_directions_of_openstreetmap(self, oneway, implied, ways):
        meaning = load_speed_presets()["osm"].directions
        found = preset_directions(Labels.of(np.array([oneway])), meaning, np.array([implied]))
        assert tuple(bool(mask[0]) for mask in found) == ways

    def test_values_are_read_as_fields_are(self):
        assert DirectionValues.of(["1.0"], [" X "], [""]).forward == {"1"}


def test_the_most_specific_access_decides():
    motorcar = Labels.of(np.array(["", "", "yes", "no", "", ""]))
    access = Labels.of(np.array(["no", "", "no", "yes", "Private", "agricultural;yes"]))
    closed = load_speed_presets()["osm"].closed
    assert closed_to_cars([motorcar, access], closed, 6).tolist() == [True, False, False, True, True, False]
    assert closed_to_cars([], closed, 2).tolist() == [False, False]
