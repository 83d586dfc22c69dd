# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS Server in one process: ``qgis_server.py LAYER FOLDER`` serves a file as WFS and OGC API Features.

Prints its port once it listens. It needs QGIS's Python and the service modules (qgis-server-wfs, -wfs3), no
web server.
"""

import os
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PROJECT = Path(sys.argv[2]) / "project.qgs"
os.environ["QGIS_PROJECT_FILE"] = str(PROJECT)

from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject, QgsVectorLayer  # noqa: E402
from qgis.server import QgsBufferServerRequest, QgsBufferServerResponse, QgsServer  # noqa: E402


def write_project(source):
    layer = QgsVectorLayer(source, "bureaux", "ogr")
    if not layer.isValid():
        raise SystemExit(f"not a layer: {source}")
    project = QgsProject.instance()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    project.addMapLayer(layer)
    project.writeEntry("WFSLayers", "/", [layer.id()])
    project.writeEntry("WFSLayersPrecision", f"/{layer.id()}", 8)
    if not project.write(str(PROJECT)):
        raise SystemExit(f"not written: {PROJECT}")
    project.clear()


application = QgsApplication([], False)
application.initQgis()
write_project(sys.argv[1])
server = QgsServer()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"  # a connection for each request: the server does one thing at a time

    def do_GET(self):
        request = QgsBufferServerRequest(f"http://{self.headers['Host']}{self.path}")
        response = QgsBufferServerResponse()
        server.handleRequest(request, response)
        body = bytes(response.body())
        self.send_response(response.statusCode())
        for name, value in response.headers().items():
            if name.lower() != "content-length":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        return None


listening = HTTPServer(("127.0.0.1", 0), Handler)
print(listening.server_port, flush=True)
listening.serve_forever()
