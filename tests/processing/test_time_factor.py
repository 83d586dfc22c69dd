# SPDX-License-Identifier: GPL-2.0-or-later
"""Travel times multiplied by a number or a field of the roads."""


def line(x):
    return f"LINESTRING (0.0{x} 0, 0.0{x} 0.01)"


class TestTimeFactor:
    def layer(self, memory_layer):
        rows = [(line(i), {"f": f}) for i, f in enumerate((1.0, 2.0, None, 0.0, -3.0))]
        return memory_layer("LineString", rows)

    def test_number(self, read_network, memory_layer):
        roads, counted = read_network(self.layer(memory_layer), DEFAULT_SPEED=60, TIME_FACTOR=1.5)
        assert (roads.lines.speed_kmh.tolist(), counted) == ([40.0] * 5, {})

    def test_field_and_number(self, read_network, memory_layer):
        given = {"DEFAULT_SPEED": 60, "TIME_FACTOR": 1.5, "TIME_FACTOR_FIELD": "f"}
        roads, counted = read_network(self.layer(memory_layer), **given)
        assert roads.lines.speed_kmh.tolist() == [60.0, 30.0, 40.0, 40.0, 40.0]
        assert (counted, roads.factor_count) == ({"NETWORK.factor_missing": 3}, 2)

    def test_distance_stays(self, read_network, memory_layer):
        given = {"DEFAULT_SPEED": 60, "TIME_FACTOR": 1.5, "TIME_FACTOR_FIELD": "f", "METRIC": "distance"}
        roads, counted = read_network(self.layer(memory_layer), **given)
        assert (roads.lines.speed_kmh.tolist(), counted) == ([60.0] * 5, {})

    def test_rush_hour_takes_so_much_longer(self, run, road, points, people, step_km):
        """At 60 km/h a step takes step_km minutes. Within 4 minutes of each end of the road live the people
        one, two and three steps away (10, 20, 30 from a; 40, 30, 20 from b). With 1.3, three are too many.
        """
        given = {
            "POINTS": points,
            "NETWORK": road,
            "SPEED_FIELD": "kmh",
            "DEMAND": people,
            "DEMAND_FIELDS": ["people"],
        }
        served = {
            factor: run(
                "catchments",
                **given,
                CUTOFFS="4",
                TIME_FACTOR=factor,
                OUTPUT="TEMPORARY_OUTPUT",
                SERVED="TEMPORARY_OUTPUT",
            )
            for factor in (1.0, 1.3, 4.0)
        }
        assert 3 * step_km < 4 < 3 * step_km * 1.3
        people_of = [sorted(done.rows("SERVED", "point_id", "people")) for done in served.values()]
        assert people_of == [[("a", 60), ("b", 90)], [("a", 30), ("b", 70)], [("a", 0), ("b", 0)]]
        assert "without traffic" in served[1.0].log
        assert "without traffic" not in served[1.3].log
        assert "Travel time factor: 1.3" in served[1.3].log.replace("\u00a0", " ")
        assert "Travel time factor" not in served[1.0].log

    def test_text_field_is_refused(self, refusal, memory_layer, spoken):
        layer = memory_layer("LineString", [(line(0), {"f": "slow"})])
        said = refusal("networkcheck", NETWORK=layer, TIME_FACTOR_FIELD="f")
        assert {"en": "time factor field “f” holds text", "fr": "facteur de temps « f » contient du texte"}[
            spoken
        ] in said
        assert "km/h" not in said
