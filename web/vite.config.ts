import preact from "@preact/preset-vite";
import { defineConfig } from "vite";
import builtFrom from "./digest.mjs";

// The built pages go into the Python package, so that a machine without Node serves them.
export default defineConfig({
  plugins: [preact(), builtFrom("built-from.txt")],
  base: "/",
  build: {
    outDir: "../src/marsad/serve/static",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    license: { fileName: "licences.txt" },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8311" } },
});
