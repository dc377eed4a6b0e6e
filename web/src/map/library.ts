// MapLibre with its worker and the shaping of Arabic, both from this server.
import * as maplibregl from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";

maplibregl.setWorkerUrl(workerUrl);
maplibregl.setRTLTextPlugin("/map/rtl-text.js", false).catch(() => undefined);

export default maplibregl;
export type { GeoJSONSource, Map as LibraryMap, StyleSpecification } from "maplibre-gl";
