// SPDX-License-Identifier: GPL-2.0-or-later
// The map beside the list: boundaries, names of places and points from the data themselves, no other server.
// It is an addition: without its library or WebGL the list is whole, and a notice says so.
"use strict";
(function (finder) {
  const { model, places, text } = finder;
  const { el, show } = finder.elements;
  const CHANNELS = ["in_person", "call_centre", "digital"];
  const panel = document.getElementById("map-panel");
  const notice = document.getElementById("map-notice");
  const box = document.getElementById("map");
  const MOST_NAMES = 250;
  let map = null, starting = null, ready = false, hits = [], onPick = null;

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  }

  function canvas(width, height) {
    const made = document.createElement("canvas");
    made.width = width;
    made.height = height;
    return made.getContext("2d");
  }

  /** Circle in person, triangle call centre, diamond online: the shape says it, the colour only helps. */
  function symbol(channel) {
    const pen = canvas(36, 36);
    pen.beginPath();
    if (channel === "call_centre") [[18, 5], [32, 30], [4, 30]].forEach(function ([x, y]) { pen.lineTo(x, y); });
    else if (channel === "digital") [[18, 3], [33, 18], [18, 33], [3, 18]].forEach(function ([x, y]) { pen.lineTo(x, y); });
    else pen.arc(18, 18, 12, 0, 2 * Math.PI);
    pen.closePath();
    pen.lineWidth = 6;
    pen.strokeStyle = "#fff";
    pen.stroke();
    pen.lineWidth = 2;
    pen.strokeStyle = "#1a1a1a";
    pen.stroke();
    pen.fillStyle = colour("channel-" + channel.replace("_", "-"));
    pen.fill();
    return pen.getImageData(0, 0, 36, 36);
  }

  /** Words as an image: a map's own letters would have to come from a server. */
  function words(said, bold) {
    const font = (bold ? "bold 26px " : "24px ") + getComputedStyle(document.body).fontFamily;
    let pen = canvas(1, 1);
    pen.font = font;
    const width = Math.ceil(pen.measureText(said).width) + 12;
    pen = canvas(width, 36);
    pen.font = font;
    pen.textBaseline = "middle";
    if (!bold) {
      pen.lineWidth = 6;
      pen.lineJoin = "round";
      pen.strokeStyle = colour("map-land");
      pen.strokeText(said, 6, 18);
    }
    pen.fillStyle = bold ? "#fff" : "#333";
    pen.fillText(said, 6, 18);
    return pen.getImageData(0, 0, width, 36);
  }

  function image(id) {
    if (CHANNELS.includes(id)) return symbol(id);
    return id.startsWith("n:") ? words(id.slice(2), true) : words(id.slice(2), false);
  }

  function collection(features) {
    return { type: "FeatureCollection", features };
  }

  function feature(coordinates, properties) {
    return { type: "Feature", properties, geometry: { type: "Point", coordinates } };
  }

  function pointFeatures() {
    return collection(hits.filter(function (hit) { return model.placed(hit.at); }).map(function (hit) {
      const channel = model.channel(hit.at);
      return feature(model.lonlat(hit.at), { at: hit.at, icon: CHANNELS.includes(channel) ? channel : "in_person" });
    }));
  }

  /** Every point, as small dots: with the boundaries they are the ground on which the results are seen. */
  function ground() {
    const found = [];
    for (let at = 0; at < model.count; at += 1) if (model.placed(at)) found.push(model.lonlat(at));
    return { type: "Feature", properties: {}, geometry: { type: "MultiPoint", coordinates: found } };
  }

  function placeNames() {
    return collection(places.list().slice(0, MOST_NAMES).map(function (each, rank) {
      const found = places.locate(each.name) || { lon: 0, lat: 0 };
      return feature([found.lon, found.lat], { icon: "t:" + each.name, rank });
    }));
  }

  function style(outline) {
    return {
      version: 8,
      sources: {
        outline: { type: "geojson", data: outline || collection([]) },
        ground: { type: "geojson", data: ground() },
        names: { type: "geojson", data: placeNames() },
        points: { type: "geojson", data: pointFeatures(), cluster: true, clusterRadius: 44, clusterMaxZoom: 13 },
      },
      layers: [
        { id: "sea", type: "background", paint: { "background-color": colour(outline ? "map-sea" : "map-land") } },
        { id: "land", type: "fill", source: "outline", paint: { "fill-color": colour("map-land") } },
        { id: "border", type: "line", source: "outline", paint: { "line-color": colour("map-border"), "line-width": 1.2 } },
        { id: "ground", type: "circle", source: "ground", paint: { "circle-radius": 2.5, "circle-color": colour("map-border") } },
        { id: "clusters", type: "circle", source: "points", filter: ["has", "point_count"], paint: {
          "circle-color": colour("map-cluster"), "circle-stroke-color": "#fff", "circle-stroke-width": 2,
          "circle-radius": ["step", ["get", "point_count"], 14, 10, 17, 100, 21, 1000, 26] } },
        { id: "points", type: "symbol", source: "points", filter: ["!", ["has", "point_count"]],
          layout: { "icon-image": ["get", "icon"], "icon-size": 0.55, "icon-allow-overlap": true } },
        { id: "counts", type: "symbol", source: "points", filter: ["has", "point_count"],
          layout: { "icon-image": ["concat", "n:", ["get", "point_count_abbreviated"]], "icon-size": 0.5, "icon-allow-overlap": true } },
        { id: "names", type: "symbol", source: "names",
          layout: { "icon-image": ["get", "icon"], "icon-size": 0.5, "icon-anchor": "bottom", "icon-offset": [0, -30], "symbol-sort-key": ["get", "rank"] } },
      ],
    };
  }

  function bounds() {
    const found = new window.maplibregl.LngLatBounds();
    for (const hit of hits) if (model.placed(hit.at)) found.extend(model.lonlat(hit.at));
    return found.isEmpty() ? null : found;
  }

  function fit() {
    const found = bounds();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (found) map.fitBounds(found, { padding: 48, maxZoom: 12, duration: still ? 0 : 400 });
  }

  function draw(outline) {
    const library = window.maplibregl;
    map = new library.Map({
      container: box, style: style(outline), attributionControl: false, dragRotate: false, pitchWithRotate: false,
      maxZoom: 17, renderWorldCopies: false, bounds: bounds() || [[-141, 41], [-52, 70]], fitBoundsOptions: { padding: 48, maxZoom: 12 },
      locale: {
        "Map.Title": text.t("map_keys"), "NavigationControl.ZoomIn": text.t("zoom_in"), "NavigationControl.ZoomOut": text.t("zoom_out"),
      },
    });
    map.addControl(new library.NavigationControl({ showCompass: false }));
    map.addControl(new library.ScaleControl({ unit: "metric" }));
    map.touchZoomRotate.disableRotation();
    map.on("styleimagemissing", function (event) { map.addImage(event.id, image(event.id)); });
    map.on("click", "points", function (event) { onPick(event.features[0].properties.at); });
    map.on("click", "clusters", function (event) { map.easeTo({ center: event.lngLat, zoom: map.getZoom() + 2 }); });
    for (const layer of ["points", "clusters"]) {
      map.on("mouseenter", layer, function () { map.getCanvas().style.cursor = "pointer"; });
      map.on("mouseleave", layer, function () { map.getCanvas().style.cursor = ""; });
    }
    map.on("load", function () { ready = true; update(hits); });
    document.getElementById("legend").replaceChildren(...model.data.channels.filter(function (code) { return CHANNELS.includes(code); }).map(function (code) {
      return el("li", { class: "channel-" + code }, text.label("channel", code));
    }));
  }

  function styleSheet() {
    document.head.append(el("link", { rel: "stylesheet" }));
    document.head.lastChild.href = "../assets/maplibre-gl.css";
  }

  /** Begin the map, once; whatever is missing is said, and the list needs none of it. */
  function start(pick) {
    onPick = pick;
    if (starting) return starting;
    show(panel, true);
    notice.textContent = text.t("map_loading");
    const library = model.data.site.map ? finder.load("../assets/maplibre-gl.js") : Promise.reject(new Error("not there"));
    const outline = model.data.site.outline ? finder.load("../data/outline.js").catch(function () { return null; }) : null;
    starting = Promise.all([library, outline]).then(function () {
      styleSheet();
      draw(finder.parts.outline);
      notice.textContent = "";
    }).catch(function () {
      panel.classList.add("without-map");
      notice.textContent = text.t("no_map");
    });
    return starting;
  }

  /** Show other results. */
  function update(found) {
    hits = found;
    if (!ready) return;
    map.getSource("points").setData(pointFeatures());
    fit();
  }

  finder.map = { start, update };
})(finder);
