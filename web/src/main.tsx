import "@fontsource/noto-naskh-arabic/arabic-400.css";
import "@fontsource/noto-naskh-arabic/arabic-700.css";
import "./style/base.css";
import "./style/parts.css";
import "./style/print.css";
import { render } from "preact";
import { takeToken } from "./api";
import { App } from "./app";

takeToken();
render(<App />, document.getElementById("app")!);
