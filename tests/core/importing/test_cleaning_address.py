# SPDX-License-Identifier: GPL-2.0-or-later
"""One-string addresses. What the parts are was written down by hand, from the texts of the real files."""

import csv
import time
from pathlib import Path

import pytest
from service_points.core.importing.cleaning.address import Address, read_address
from service_points.core.importing.cleaning.postal import read_postal

SERVICE_CANADA = {
    "32525 Simon Avenue, Suite 100\nAbbotsford, British Columbia\nV2T6T6": (
        "32525 Simon Avenue", "Suite 100", "Abbotsford", "BC", "V2T 6T6"),
    "Sinclair Centre, Office 125\n757 Hastings Street West\nVancouver, British Columbia\nV6C1A1": (
        "757 Hastings Street West", "Sinclair Centre, Office 125", "Vancouver", "BC", "V6C 1A1"),
    "103-15295 Highway 10\nSurrey, British Columbia\nV3S0X9": (
        "15295 Highway 10", "#103", "Surrey", "BC", "V3S 0X9"),
    "104-2951 Green Road\nDuncan, British Columbia\nV9L0B9": (
        "2951 Green Road", "#104", "Duncan", "BC", "V9L 0B9"),
    "7061 Duncan Street, Suite A\nPowell River, British Columbia\nV8A1W1": (
        "7061 Duncan Street", "Suite A", "Powell River", "BC", "V8A 1W1"),
    "Canada Place, Floor Main\n9700 Jasper Avenue\nEdmonton, Alberta\nT5J4C1": (
        "9700 Jasper Avenue", "Canada Place, Floor Main", "Edmonton", "AB", "T5J 4C1"),
    "Bay Centre\n1150 Douglas Street, 4th Floor, Suite 450\nVictoria, British Columbia\nV8W3M9": (
        "1150 Douglas Street", "Bay Centre, 4th Floor, Suite 450", "Victoria", "BC", "V8W 3M9"),
    "1263 West Broadway\nVancouver, British Columbia\nV6H1G7": (
        "1263 West Broadway", None, "Vancouver", "BC", "V6H 1G7"),
    "1420 Kingsway\nVancouver, British Columbia\nV5N2R5": (
        "1420 Kingsway", None, "Vancouver", "BC", "V5N 2R5"),
    "79 4th Avenue South\nWilliams Lake, British Columbia\nV2G1J6": (
        "79 4th Avenue South", None, "Williams Lake", "BC", "V2G 1J6"),
    "Unit # 101\n3301 30th Avenue\nVernon, British Columbia\nV1T2C9": (
        "3301 30th Avenue", "Unit # 101", "Vernon", "BC", "V1T 2C9"),
    "15 Royal Vista Place NW, Floor 3, Suite 350\nCalgary, Alberta\nT3R0P3": (
        "15 Royal Vista Place NW", "Floor 3, Suite 350", "Calgary", "AB", "T3R 0P3"),
    "161 Highway 16\nBurns Lake, British Columbia\nV0J1E0": (
        "161 Highway 16", None, "Burns Lake", "BC", "V0J 1E0"),
    "4807-50 Avenue\nSt. Paul, Alberta\nT0A3A3": ("4807 50 Avenue", None, "St. Paul", "AB", "T0A 3A3"),
    "10-136 Tapton Avenue\nPrinceton, British Columbia\nV0X1W0": (
        "136 Tapton Avenue", "#10", "Princeton", "BC", "V0X 1W0"),
    "11601 101 Avenue, Suite 101\nGrande Prairie, Alberta\nT8V3X9": (
        "11601 101 Avenue", "Suite 101", "Grande Prairie", "AB", "T8V 3X9"),
    "Sawridge Plaza Mall\nUnit 109 - 100 Main Street SW\nSlave Lake, Alberta\nT0G2A0": (
        "100 Main Street SW", "Sawridge Plaza Mall, Unit 109", "Slave Lake", "AB", "T0G 2A0"),
    "120-23 Sunpark Drive SE\nCalgary, Alberta\nT2X3V1": (
        "23 Sunpark Drive SE", "#120", "Calgary", "AB", "T2X 3V1"),
    "1300 - 4th Avenue\nValemount, British Columbia\nV0E2Z0": (
        "1300 4th Avenue", None, "Valemount", "BC", "V0E 2Z0"),
    "2963 Glen Drive , Suite 100\nCoquitlam, British Columbia\nV3B2P7": (
        "2963 Glen Drive", "Suite 100", "Coquitlam", "BC", "V3B 2P7"),
    "Heiltsuk Social Development Office\n\nBella Bella, British Columbia\nV0T1Z0": (
        None, "Heiltsuk Social Development Office", "Bella Bella", "BC", "V0T 1Z0"),
    "221 Esplanade West, Office 100\nNorth Vancouver, British Columbia\nV7M3N7": (
        "221 Esplanade West", "Office 100", "North Vancouver", "BC", "V7M 3N7"),
    "300 South Highway 97\n100 Mile House, British Columbia\nV0K2E0": (
        "300 South Highway 97", None, "100 Mile House", "BC", "V0K 2E0"),
    "Alberta Works Centre - 408 Tri City Mall\n6501B - 51st Street\nCold Lake, Alberta\nT9M1P2": (
        "6501B 51st Street", "Alberta Works Centre - 408 Tri City Mall", "Cold Lake", "AB", "T9M 1P2"),
    "Maskwacis Employment Centre - Maskwacis Mall\nAB-2A\nMaskwacis, Alberta\nT0C1N0": (
        None, "Maskwacis Employment Centre - Maskwacis Mall, AB-2A", "Maskwacis", "AB", "T0C 1N0"),
}  # fmt: skip
SERVICE_ONTARIO = {
    "1151 Victoria Street North, Unit 5": ("1151 Victoria Street North", "Unit 5"),
    "199 Larch Street, Unit 300, Sudbury - Land Registry Office #53": (
        "199 Larch Street", "Unit 300", "Sudbury - Land Registry Office #53"),
    "581 Red River  Road, 103": ("581 Red River Road", "103"),
    "50 Frederick Hobson V.C  Drive, Level 2": ("50 Frederick Hobson V.C Drive", "Level 2"),
    "70 Collier Street, 3rd Floor, Small Business Centre": (
        "70 Collier Street", "3rd Floor, Small Business Centre"),
    "119 King Street West, 4th Flr, Wentworth - Land Registry Office #62": (
        "119 King Street West", "4th Flr", "Wentworth - Land Registry Office #62"),
    "2339 Ogilvie Road, 14, Ottawa-East": ("2339 Ogilvie Road", "14", "Ottawa-East"),
    "43B Lansdowne Avenue": ("43B Lansdowne Avenue", None),
    "6025 Highway 542": ("6025 Highway 542", None),
    "1255 The Queensway, Unit 16B, Etobicoke South": ("1255 The Queensway", "Unit 16B", "Etobicoke South"),
    "Highway 17 and Highway 599": ("Highway 17 and Highway 599", None),
    "15 Main Street": ("15 Main Street", None),
    "435 Douro 4th Line, Douro-Dummer Township Public Library, Douro-Dummer Branch": (
        "435 Douro 4th Line", "Douro-Dummer Township Public Library, Douro-Dummer Branch"),
    "33 King Street West, Ministry of Finance - Oshawa Location": (
        "33 King Street West", None, "Ministry of Finance - Oshawa Location"),
    "5 Huron Street, Perth - Land Registry Office #44": (
        "5 Huron Street", None, "Perth - Land Registry Office #44"),
    "1005 Elgin Street West, Unit 105": ("1005 Elgin Street West", "Unit 105"),
}  # fmt: skip
CULTURE = {
    "459 route 774 welshpool new brunswick e5e 1a4 canada": (
        "459 route 774", None, "welshpool", "NB", "E5E 1A4"),
    "1144 route 776 grand manan, n.b. e5g 4e8": ("1144 route 776", None, "grand manan", "NB", "E5G 4E8"),
    "46 magnolia ave. sussex, n.b. e4e 2h2": ("46 magnolia ave.", None, "sussex", "NB", "E4E 2H2"),
    "333 gorge road moncton new brunswick e1c 9l7 canada": (
        "333 gorge road", None, "moncton", "NB", "E1C 9L7"),
    "66 broad st -unit 3 sussex new brunswick e4e 5s2 canada": (
        "66 broad st", "unit 3", "sussex", "NB", "E4E 5S2"),
    "4101 sherbrooke st. east montréal québec h1x 2b2 canada": (
        "4101 sherbrooke st. east", None, "montréal", "QC", "H1X 2B2"),
    "225 rue des forges bureau 208 trois-rivières québec g9a 2g7 canada": (
        "225 rue des forges", "bureau 208", "trois-rivières", "QC", "G9A 2G7"),
    "700 boulevard laure bureau 190 sept-îles québec g4r 1y1 canada": (
        "700 boulevard laure", "bureau 190", "sept-îles", "QC", "G4R 1Y1"),
    "cp 171 courcelles québec g0m 1c0 canada": ("cp 171", None, "courcelles", "QC", "G0M 1C0"),
    "69 avenue morel kamouraska québec g0l 1m0 canada": (
        "69 avenue morel kamouraska", None, None, "QC", "G0L 1M0"),
    "434 king street west, hamilton, on l8e 1b7": ("434 king street west", None, "hamilton", "ON", "L8E 1B7"),
    "suite 211 339 herring cove rd halifax nova scotia v3r 1v9 canada": (
        "339 herring cove rd", "suite 211", "halifax", "NS", "V3R 1V9"),
    "21 school st. po box 925 middleton nova scotia b0s 1p0 canada": (
        "21 school st.", "po box 925", "middleton", "NS", "B0S 1P0"),
    "p.o. box 1174 camrose alberta t4v 1x2 canada": ("p.o. box 1174", None, "camrose", "AB", "T4V 1X2"),
    "303 e 8th av vancouver bc v5t 1s1": ("303 e 8th av", None, "vancouver", "BC", "V5T 1S1"),
    "5020-49th street lacombe alberta t4l 2g8 canada": ("5020 49th street", None, "lacombe", "AB", "T4L 2G8"),
    "106 martinique dr conche newfoundland & labrador a0k 1y0 canada": (
        "106 martinique dr", None, "conche", "NL", "A0K 1Y0"),
    "the armoury 2 chapel st brampton ontario l6w 2h1 canada": (
        "2 chapel st", "the armoury", "brampton", "ON", "L6W 2H1"),
    "édifice belgo, 372, rue ste-catherine o. suite 502": (
        "372, rue ste-catherine o.", "édifice belgo, suite 502", None, None, None),
    "451, rue saint-jean, bureau 708": ("451, rue saint-jean", "bureau 708", None, None, None),
    "258, rue principale, local 110": ("258, rue principale", "local 110", None, None, None),
    "20, avenue québec": ("20, avenue québec", None, None, None, None),
    "900, 12e avenue": ("900, 12e avenue", None, None, None, None),
    "29, rue brissette": ("29, rue brissette", None, None, None, None),
    "249 a, rue principale": ("249 a, rue principale", None, None, None, None),
    "4818 - 49 street": ("4818 49 street", None, None, None, None),
}  # fmt: skip
WRITTEN = {
    "2500, boul. de l’Université, 3e étage, Sherbrooke (Québec)  J1K 2R1": (
        "2500, boul. de l’Université", "3e étage", "Sherbrooke", "QC", "J1K 2R1"),
    "1, rue Notre-Dame Est, bureau 1.01, Montréal (Québec) H2Y 1B6": (
        "1, rue Notre-Dame Est", "bureau 1.01", "Montréal", "QC", "H2Y 1B6"),
    "700, rue De La Gauchetière O., Montréal QC H3B 4L5": (
        "700, rue De La Gauchetière O.", None, "Montréal", "QC", "H3B 4L5"),
    "123 Main St NE, Calgary AB T2E 1A1": ("123 Main St NE", None, "Calgary", "AB", "T2E 1A1"),
    "#200, 770, rue Main, Moncton (N.-B.) E1C 1E7, Canada": (
        "770, rue Main", "#200", "Moncton", "NB", "E1C 1E7"),
    "12 Water Street North Bay ON P1B 1A1": ("12 Water Street", None, "North Bay", "ON", "P1B 1A1"),
    "75 Ontario Street St Catharines ON L2R 5J7": (
        "75 Ontario Street", None, "St Catharines", "ON", "L2R 5J7"),
    "C.P. 1000, succ. A, Fredericton (Nouveau-Brunswick) E3B 6X5": (
        "C.P. 1000, succ. A", None, "Fredericton", "NB", "E3B 6X5"),
    "Place du Portage, 140, promenade du Portage, Gatineau (Québec) K1A 0J9": (
        "140, promenade du Portage", "Place du Portage", "Gatineau", "QC", "K1A 0J9"),
    "50 rue Vaughan St, Ottawa, Ont.": ("50 rue Vaughan St", None, "Ottawa", "ON", None),
}  # fmt: skip
WITHOUT_COMMAS = {
    "200 rue Notre-Dame Ouest Montréal QC H2Y 1T1": (
        "200 rue Notre-Dame Ouest", None, "Montréal", "QC", "H2Y 1T1"),
    "45 rue Principale Saint-Jérôme QC J7Z 1A1": (
        "45 rue Principale", None, "Saint-Jérôme", "QC", "J7Z 1A1"),
    "100 boul. Taschereau St-Jean-sur-Richelieu QC J3B 1A1": (
        "100 boul. Taschereau", None, "St-Jean-sur-Richelieu", "QC", "J3B 1A1"),
    "10 rue Principale Nord Maniwaki (Québec) J9E 2B1": (
        "10 rue Principale Nord", None, "Maniwaki", "QC", "J9E 2B1"),
    "225, rue des Forges bureau 208 Trois-Rivières QC G9A 2G7": (
        "225, rue des Forges", "bureau 208", "Trois-Rivières", "QC", "G9A 2G7"),
    "69 avenue Morel Kamouraska QC G0L 2M0": (
        "69 avenue Morel Kamouraska", None, None, "QC", "G0L 2M0"),  # only a person knows
    "450 avenue Québec QC": ("450 avenue Québec", None, None, "QC"),
    "5 rue de Laval QC": ("5 rue de Laval", None, None, "QC"),
    "12 rue du Nord Est QC": ("12 rue du Nord Est", None, None, "QC"),
    "100 Main Street Provincial Building Nelson BC V1L 1A1": (
        "100 Main Street", "Provincial Building", "Nelson", "BC", "V1L 1A1"),
    "100 Main St City Hall Ottawa ON K1P 1J1": ("100 Main St", "City Hall", "Ottawa", "ON", "K1P 1J1"),
    "350 Georgia Street West Library Square Vancouver BC": (
        "350 Georgia Street West", "Library Square", "Vancouver", "BC"),
    "100 Main St Centre Wellington ON N1M 1A1": (
        "100 Main St", None, "Centre Wellington", "ON", "N1M 1A1"),
    "elizabeth avenue st-john's newfoundland & labrador a1b 3y1 canada": (
        "elizabeth avenue", None, "st-john's", "NL", "A1B 3Y1"),
    "rue Principale Sainte-Croix QC": ("rue Principale Sainte-Croix", None, None, "QC"),
    "1 Main St Hall Beach NU": ("1 Main St", None, "Hall Beach", "NU"),
}  # fmt: skip
ASIDES = {
    "839 Yonge Street (Located on the lower level of Canadian Tire), Toronto-Davenport": (
        "839 Yonge Street", "Located on the lower level of Canadian Tire", None, None, None,
        "Toronto-Davenport"),
    "300 Dufferin Avenue, 4th Floor, City Tax Office (City of London)": (
        "300 Dufferin Avenue", "4th Floor", None, None, None, "City Tax Office, City of London"),
    "12 Main Street (behind the church), Ottawa (Ontario) (K1A 0B1)": (
        "12 Main Street", None, "Ottawa", "ON", "K1A 0B1", "behind the church"),
    "1 Main St, Ottawa, ON K1A 0B1, ring twice": (
        "1 Main St", None, "Ottawa", "ON", "K1A 0B1", "ring twice"),
    "1 Main St, Ottawa, ON K1A 0B1 Canada": ("1 Main St", None, "Ottawa", "ON", "K1A 0B1"),
    "1 rue Laval, J8X 4C8 Gatineau (Québec)": ("1 rue Laval", None, "Gatineau", "QC", "J8X 4C8"),
}  # fmt: skip
SEVERAL_UNITS = {
    "1871 O'Connor Drive, Units 3 & 4, O'Connor": (
        "1871 O'Connor Drive", "Units 3 & 4", None, None, None, "O'Connor"),
    "189 Kent Street West, Units 211/210, Kawartha Lakes": (
        "189 Kent Street West", "Units 211/210", None, None, None, "Kawartha Lakes"),
    "1439 Upper Ottawa Street, 14-15, Hamilton Upper Ottawa": (
        "1439 Upper Ottawa Street", "14-15", None, None, None, "Hamilton Upper Ottawa"),
    "100 Dundas Street, Grnd Flr Unit J, Middlesex - Land Registry Office #33": (
        "100 Dundas Street", "Grnd Flr, Unit J", None, None, None, "Middlesex - Land Registry Office #33"),
    "2nd flr. 5120 - 45 street": ("5120 45 street", "2nd flr"),
    "26 Walker Street, B": ("26 Walker Street", "B"),
    "26 Walker Street, N": ("26 Walker Street N",),
    "10, rue Laval, bureaux 3 et 4, Gatineau (Québec)": (
        "10, rue Laval", "bureaux 3 et 4", "Gatineau", "QC"),
}  # fmt: skip
LABELLED = {
    **SERVICE_CANADA, **CULTURE, **WRITTEN, **WITHOUT_COMMAS, **ASIDES, **SEVERAL_UNITS,
    **{text: (a, b, None, None, None, *rest) for text, (a, b, *rest) in SERVICE_ONTARIO.items()},
}  # fmt: skip


@pytest.fixture(scope="module")
def real_import():
    """Real data beside the checkout, which the project does not ship."""
    folder = Path(__file__).resolve().parents[4] / "shared" / "data" / "import"
    if not folder.is_dir():
        pytest.skip("the real data are not there")
    return folder


@pytest.mark.parametrize("text", LABELLED)
def test_addresses_come_apart_as_a_person_takes_them_apart(text):
    assert read_address(text) == Address(*LABELLED[text])


def test_there_are_enough_addresses():
    assert len(LABELLED) >= 60


def test_what_is_not_understood_is_not_thrown_away():
    assert read_address("behind the church") == Address(rest="behind the church")
    assert read_address("12 Main Street, ask for Bob").rest == "ask for Bob"
    assert read_address("") == read_address(" ,\n") == Address()
    assert read_address("x" * 501).rest == "x" * 501


@pytest.mark.parametrize(
    "hostile", ["1 " * 15_000, "a," * 15_000, "suite 1 " * 3800, "K1A " * 7500, "-" * 30_000, "p.o. " * 6000,
     "(" * 30_000, "(a) " * 7500, "unit 1" + " & 1" * 7500, "1 rue" + " sud" * 7500]
)  # fmt: skip
def test_hostile_texts_cost_little(hostile):
    start = time.process_time()
    assert read_address(hostile).rest == hostile
    read_address(hostile[:500])
    assert time.process_time() - start < 1


@pytest.mark.real_data
def test_every_service_canada_office_has_its_parts(real_import):
    """All 113 addresses end in province and postal code; two have no street, as anybody can see."""
    with (real_import / "service_canada_addresses_BC_AB_2024-02.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 113
    assert not SERVICE_CANADA.keys() - {row["address"] for row in rows}
    without_street = 0
    for row in rows:
        address = read_address(row["address"])
        assert address.province == row["region"]
        assert address.postal == read_postal(row["address"].splitlines()[-1])
        assert address.city == row["address"].splitlines()[-2].split(",")[0]
        assert address.rest is None
        without_street += address.line1 is None
    assert without_street == 2


@pytest.mark.real_data
def test_every_serviceontario_site_has_a_street(real_import):
    with (real_import / "serviceontario_locations_2019.csv").open(encoding="utf-8-sig") as file:
        texts = [row["address"] for row in csv.DictReader(file)]
    assert not SERVICE_ONTARIO.keys() - set(texts)
    assert len(texts) == 882
    assert [text for text in texts if not read_address(text).line1] == []


@pytest.mark.real_data
def test_the_libraries_of_canada_agree_with_the_columns_that_statistics_canada_made(real_import):
    """Their postal code and province stand in columns of their own; where the text has a code, it is that."""
    with (real_import / "odcaf_v1_libraries_museums_canada.csv").open(encoding="cp1252") as file:
        rows = [r for r in csv.DictReader(file) if r["Source_Format_Address"].endswith("canada")]
    assert not CULTURE.keys() - {r["Source_Format_Address"] for r in _all(real_import)}
    read = [(row, read_address(row["Source_Format_Address"])) for row in rows]
    with_code = [(row, address) for row, address in read if address.postal and len(row["Postal_Code"]) == 7]
    assert len(with_code) > 1000
    agreeing = [row for row, address in with_code if address.postal == row["Postal_Code"]]
    assert len(agreeing) / len(with_code) > 0.99
    provinces = [row for row, address in with_code if address.province == row["Prov_Terr"].upper()]
    assert len(provinces) / len(with_code) > 0.99


def _all(folder):
    with (folder / "odcaf_v1_libraries_museums_canada.csv").open(encoding="cp1252") as file:
        return list(csv.DictReader(file))
