# SPDX-License-Identifier: GPL-2.0-or-later
"""A server of points that speaks OGC API Features, WFS 2.0 and Esri REST as QGIS's own providers expect.

Written from OGC 17-069r4, OGC 09-025r2 and Esri's documentation of the REST API, not from our code.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

NAMES = ["Hôtel de ville", "Gatineau – Hull", "007", "Été", "Ottawa", "Orléans", "Kanata"]
PLACES = [(-75.70 + 0.01 * n, 45.40 + 0.01 * n) for n in range(len(NAMES))]
PAGE = """<!DOCTYPE html><html><body>Please sign in</body></html>"""


class FeatureServer:
    """Seven points at ``/ogc``, ``/wfs``, ``/arcgis/FeatureServer/0`` and ``/files``.

    ``given`` is how many of them records come of, ``told`` what the server says there are (None: it does not
    say); ``down`` names a status for every answer; ``login`` is the header it wants; ``override`` maps a path
    to a function of the handler and the query that answers instead; ``per_answer`` is how many records the
    Esri layer gives at once, whatever ids are asked for.
    """

    def __init__(self, port=0, tls=None):
        self.given, self.told, self.down, self.login = len(NAMES), len(NAMES), None, None
        self.override, self.seen, self.files, self.per_answer = {}, [], {}, 100
        self._tls = tls
        self._open(port)

    def _open(self, port):
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                parts = urlsplit(self.path)
                query = {
                    name.lower(): value for name, value in parse_qsl(parts.query, keep_blank_values=True)
                }
                server.seen.append((parts.path, query, dict(self.headers)))
                server.answer(self, parts.path, query)

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                parts = urlsplit(self.path)
                query = {name.lower(): value for name, value in parse_qsl(body, keep_blank_values=True)}
                server.seen.append((parts.path, query, dict(self.headers)))
                server.answer(self, parts.path, query)

            def log_message(self, *_):
                return None

        self.httpd = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.httpd.daemon_threads = True
        if self._tls is not None:
            self.httpd.socket = self._tls.wrap_socket(
                self.httpd.socket, server_side=True, do_handshake_on_connect=False
            )
        threading.Thread(target=self.httpd.serve_forever, args=(0.02,), daemon=True).start()
        self.port = self.httpd.server_port
        self.url = f"http{'' if self._tls is None else 's'}://127.0.0.1:{self.port}"

    def stop(self):
        if self.httpd is not None:
            self.httpd.shutdown()
            self.httpd.server_close()
            self.httpd = None

    def start_again(self):
        self._open(self.port)

    def paths(self):
        return [path for path, _, _ in self.seen]

    def answer(self, handler, path, query):
        if self.httpd is None:  # a connection that was kept open
            handler.close_connection = True
            return
        special = self.override.get(path)
        if special is not None:
            special(handler, query)
        elif self.down is not None:
            send(handler, b"closed", "text/plain", self.down)
        elif self.login is not None and handler.headers.get("Authorization") != self.login:
            send(handler, b"who are you", "text/plain", 401)
        elif path in self.files:
            send(handler, *self.files[path])
        elif path.rstrip("/") == "/wfs":
            self._wfs(handler, query)
        elif path.startswith("/arcgis"):
            self._esri(handler, path.rstrip("/"), query)
        elif path.startswith("/ogc"):
            self._ogc(handler, path.rstrip("/"), query)
        else:
            send(handler, b"nothing here", "text/plain", 404)

    # OGC API Features

    def _ogc(self, handler, path, query):
        base = f"{self.url}/ogc"
        collection = {
            "id": "libraries",
            "title": "Bibliothèques",
            "extent": {"spatial": {"bbox": [[-76.0, 45.0, -75.0, 46.0]]}},
            "links": [
                {
                    "rel": "items",
                    "type": "application/geo+json",
                    "href": f"{base}/collections/libraries/items",
                }
            ],
        }
        if path == "/ogc":
            links = [
                {"rel": "self", "type": "application/json", "href": base},
                {"rel": "data", "type": "application/json", "href": f"{base}/collections"},
                {"rel": "conformance", "type": "application/json", "href": f"{base}/conformance"},
                {
                    "rel": "service-desc",
                    "type": "application/vnd.oai.openapi+json;version=3.0",
                    "href": f"{base}/api",
                },
            ]
            send_json(handler, {"title": "Points", "links": links})
        elif path == "/ogc/conformance":
            conforms = ["core", "geojson", "oas30"]
            prefix = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"
            send_json(handler, {"conformsTo": [prefix + each for each in conforms]})
        elif path == "/ogc/api":
            limit = {
                "name": "limit",
                "in": "query",
                "schema": {"type": "integer", "maximum": 3, "default": 3},
            }
            api = {"openapi": "3.0.0", "info": {"title": "Points", "version": "1"}}
            paths = {"/collections/libraries/items": {"get": {"parameters": [limit]}}}
            send_json(handler, {**api, "paths": paths}, "application/vnd.oai.openapi+json;version=3.0")
        elif path == "/ogc/collections":
            send_json(handler, {"collections": [collection], "links": []})
        elif path == "/ogc/collections/libraries":
            send_json(handler, collection)
        elif path == "/ogc/collections/libraries/items":
            self._items(handler, base, query)
        else:
            send(handler, b"{}", "application/json", 404)

    def _items(self, handler, base, query):
        limit, start = min(int(query.get("limit", 3)), 3), int(query.get("offset", 0))
        end = min(start + limit, self.given)
        features = [feature(number) for number in range(start, end)]
        document = {
            "type": "FeatureCollection",
            "features": features,
            "numberReturned": len(features),
            "links": [],
        }
        if self.told is not None:
            document["numberMatched"] = self.told
        if end < self.given:
            href = f"{base}/collections/libraries/items?limit={limit}&offset={end}"
            document["links"].append({"rel": "next", "type": "application/geo+json", "href": href})
        send_json(handler, document, "application/geo+json")

    # WFS 2.0

    def _wfs(self, handler, query):
        request = query.get("request", "").lower()
        if request == "getcapabilities":
            send(handler, capabilities(f"{self.url}/wfs").encode(), "application/xml")
        elif request == "describefeaturetype":
            send(handler, SCHEMA.encode(), "application/xml")
        elif request == "getfeature" and query.get("resulttype") == "hits":
            matched = "unknown" if self.told is None else self.told
            send(handler, collection_of([], matched).encode(), "application/xml")
        elif request == "getfeature":
            start, count = (
                int(query.get("startindex", 0)),
                int(query.get("count", query.get("maxfeatures", 3))),
            )
            numbers = range(start, min(start + min(count, 3), self.given))
            matched = "unknown" if self.told is None else self.told
            send(handler, collection_of(numbers, matched).encode(), "application/gml+xml; version=3.2")
        else:
            send(handler, EXCEPTION.encode(), "application/xml")

    # Esri REST

    def _esri(self, handler, path, query):
        if path == "/arcgis/FeatureServer":
            layers = [
                {"id": 0, "name": "Libraries", "geometryType": "esriGeometryPoint", "type": "Feature Layer"}
            ]
            send_json(
                handler, {"currentVersion": 10.9, "layers": layers, "tables": [], "capabilities": "Query"}
            )
        elif path == "/arcgis/FeatureServer/0":
            send_json(handler, ESRI_LAYER)
        elif path == "/arcgis/FeatureServer/0/query":
            self._esri_query(handler, query)
        else:
            send_json(handler, {"error": {"code": 400, "message": "Invalid URL", "details": []}})

    def _esri_query(self, handler, query):
        if query.get("returncountonly") == "true":
            refused = {"error": {"code": 400, "message": "count is not allowed", "details": []}}
            send_json(handler, refused if self.told is None else {"count": self.told})
        elif query.get("returnidsonly") == "true":
            ids = [number + 1 for number in range(self.given)]
            send_json(handler, {"objectIdFieldName": "OBJECTID", "objectIds": ids})
        elif query.get("returnextentonly") == "true":
            send_json(handler, {"extent": ESRI_LAYER["extent"]})
        else:
            ids = [int(each) for each in query.get("objectids", "").split(",") if each]
            wanted = [each for each in ids or range(1, self.given + 1) if each <= self.given][
                : self.per_answer
            ]
            features = [
                {
                    "attributes": {"OBJECTID": each, "name": NAMES[each - 1], "code": f"00{each}"},
                    "geometry": {"x": PLACES[each - 1][0], "y": PLACES[each - 1][1]},
                }
                for each in wanted
            ]
            document = {key: ESRI_LAYER[key] for key in ("objectIdField", "geometryType", "fields")}
            reference = {"wkid": 4326, "latestWkid": 4326}
            send_json(handler, {**document, "spatialReference": reference, "features": features})


def feature(number):
    x, y = PLACES[number]
    return {
        "type": "Feature",
        "id": str(number + 1),
        "geometry": {"type": "Point", "coordinates": [x, y]},
        "properties": {"name": NAMES[number], "code": f"00{number + 1}"},
    }


def geojson():
    return json.dumps(
        {"type": "FeatureCollection", "features": [feature(n) for n in range(len(NAMES))]}
    ).encode()


def send(handler, body, media_type="application/json", status=200, **headers):
    handler.send_response(status)
    handler.send_header("Content-Type", media_type)
    handler.send_header("Content-Length", str(len(body)))
    handler.send_header("Cache-Control", "no-store")
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def send_json(handler, document, media_type="application/json"):
    send(handler, json.dumps(document).encode(), media_type)


def capabilities(url):
    def operation(name, *parameters):
        return (
            f'<ows:Operation name="{name}"><ows:DCP><ows:HTTP><ows:Get xlink:href="{url}?"/></ows:HTTP>'
            "</ows:DCP>"
            f"{''.join(parameters)}</ows:Operation>"
        )

    return f"""<?xml version="1.0" encoding="UTF-8"?>
<wfs:WFS_Capabilities version="2.0.0" xmlns:wfs="http://www.opengis.net/wfs/2.0"
 xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:pr="http://points.example/pr">
<ows:ServiceIdentification><ows:Title>Points</ows:Title><ows:ServiceType>WFS</ows:ServiceType>
<ows:ServiceTypeVersion>2.0.0</ows:ServiceTypeVersion></ows:ServiceIdentification>
<ows:OperationsMetadata>{operation("GetCapabilities")}{operation("DescribeFeatureType")}
{operation("GetFeature")}<ows:Constraint name="ImplementsResultPaging"><ows:NoValues/>
<ows:DefaultValue>TRUE</ows:DefaultValue></ows:Constraint>
<ows:Constraint name="CountDefault"><ows:NoValues/><ows:DefaultValue>3</ows:DefaultValue></ows:Constraint>
</ows:OperationsMetadata>
<wfs:FeatureTypeList><wfs:FeatureType><wfs:Name>pr:libraries</wfs:Name>
<wfs:Title>Bibliothèques &amp; cie</wfs:Title>
<wfs:DefaultCRS>urn:ogc:def:crs:EPSG::4326</wfs:DefaultCRS>
<ows:WGS84BoundingBox><ows:LowerCorner>-76 45</ows:LowerCorner><ows:UpperCorner>-75 46</ows:UpperCorner>
</ows:WGS84BoundingBox></wfs:FeatureType></wfs:FeatureTypeList>
</wfs:WFS_Capabilities>"""


SCHEMA = """<?xml version="1.0" encoding="UTF-8"?>
<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:gml="http://www.opengis.net/gml/3.2"
 xmlns:pr="http://points.example/pr" elementFormDefault="qualified" targetNamespace="http://points.example/pr">
<xsd:import namespace="http://www.opengis.net/gml/3.2"/>
<xsd:complexType name="librariesType"><xsd:complexContent><xsd:extension base="gml:AbstractFeatureType">
<xsd:sequence><xsd:element name="name" type="xsd:string" minOccurs="0"/>
<xsd:element name="code" type="xsd:string" minOccurs="0"/>
<xsd:element name="geometry" type="gml:PointPropertyType" minOccurs="0"/></xsd:sequence>
</xsd:extension></xsd:complexContent></xsd:complexType>
<xsd:element name="libraries" type="pr:librariesType" substitutionGroup="gml:AbstractFeature"/>
</xsd:schema>"""

EXCEPTION = """<?xml version="1.0"?>
<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" version="2.0.0">
<ows:Exception exceptionCode="OperationNotSupported">
<ows:ExceptionText>not here</ows:ExceptionText></ows:Exception>
</ows:ExceptionReport>"""


def collection_of(numbers, matched):
    members = "".join(
        f'<wfs:member><pr:libraries gml:id="libraries.{n + 1}"><pr:name>{NAMES[n]}</pr:name>'
        f"<pr:code>00{n + 1}</pr:code><pr:geometry>"
        f'<gml:Point srsName="urn:ogc:def:crs:EPSG::4326" gml:id="p{n}">'
        f"<gml:pos>{PLACES[n][1]} {PLACES[n][0]}</gml:pos></gml:Point></pr:geometry>"
        "</pr:libraries></wfs:member>"
        for n in numbers
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><wfs:FeatureCollection '
        'xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2" '
        'xmlns:pr="http://points.example/pr" timeStamp="2026-11-29T00:00:00Z" '
        f'numberMatched="{matched}" numberReturned="{len(numbers)}">{members}</wfs:FeatureCollection>'
    )


_REFERENCE = {"wkid": 4326, "latestWkid": 4326}
ESRI_LAYER = {
    "currentVersion": 10.9,
    "id": 0,
    "name": "Libraries",
    "type": "Feature Layer",
    "geometryType": "esriGeometryPoint",
    "objectIdField": "OBJECTID",
    "maxRecordCount": 100,
    "capabilities": "Query",
    "extent": {"xmin": -76, "ymin": 45, "xmax": -75, "ymax": 46, "spatialReference": _REFERENCE},
    "sourceSpatialReference": _REFERENCE,
    "advancedQueryCapabilities": {"supportsPagination": True},
    "fields": [
        {"name": "OBJECTID", "type": "esriFieldTypeOID", "alias": "OBJECTID"},
        {"name": "name", "type": "esriFieldTypeString", "alias": "name", "length": 100},
        {"name": "code", "type": "esriFieldTypeString", "alias": "code", "length": 10},
    ],
}
