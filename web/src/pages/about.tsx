import { setToken, token, useData } from "../api";
import { day, languageName, moment, number } from "../format";
import { t } from "../i18n";
import { Waiting } from "../parts/state";
import { Own } from "../parts/text";
import type { About as Held, Decision } from "../types";

export default function About() {
  const loaded = useData<Held>("about");
  const log = useData<{ items: Decision[] }>("decisions", "limit=30");
  const held = loaded.data;
  if (!held) return <Waiting of={loaded} />;
  return (
    <div class="page">
      <h1>{t("nav.about")}</h1>
      <p>{t("about.lead")}</p>
      <ul class="numbers">{Object.entries(held.counts).map(([name, n]) => <li key={name}><b>{number(n)}</b> {t(`about.${name}`)}</li>)}</ul>
      <section><h2>{t("about.rules")}</h2><ul class="rules">{["words", "nothing", "disagreement", "people", "suspicion", "local"].map((one) => <li key={one}>{t(`about.rule_${one}`)}</li>)}</ul>
        <p class="note">{held.masked ? t("about.masked") : t("about.unmasked")} {held.coarse && t("about.coarse")}</p></section>
      <section><h2>{t("about.sources")}</h2>
        <div class="scroll" tabIndex={0} role="region" aria-label={t("about.sources")}><table>
          <thead><tr><th scope="col">{t("field.source")}</th><th scope="col">{t("about.documents")}</th><th scope="col">{t("about.copies")}</th><th scope="col">{t("event.languages")}</th><th scope="col">{t("figures.period")}</th></tr></thead>
          <tbody>{held.sources.map((one) => <tr key={one.source}><th scope="row">{one.source ? <Own>{one.source}</Own> : t("unknown")}</th><td>{number(one.documents)}</td><td>{number(one.copies)}</td><td>{one.languages.map(languageName).join(t("comma"))}</td><td>{one.first ? `${day(one.first)} – ${day(one.last)}` : t("date.unknown")}</td></tr>)}</tbody>
        </table></div></section>
      {Object.keys(held.omissions).length > 0 && <section><h2>{t("documents.omissions")}</h2><ul>{Object.entries(held.omissions).map(([why, n]) => <li key={why}><bdi lang="en">{why}</bdi>{t("colon")} {number(n)}</li>)}</ul></section>}
      <section><h2>{t("about.accuracy")}</h2><p>{t("about.accuracy_note")}</p></section>
      <section><h2>{t("about.map")}</h2><p>{t("about.map_note")}</p></section>
      <section><h2>{t("about.corrections")}</h2>
        {log.data?.items.length ? <ol class="history">{log.data.items.map((one) => <li key={one.n}>{moment(one.at)} · {t(`log.${one.kind}`)} · <Own>{one.who}</Own></li>)}</ol> : <p class="note">{t("about.no_corrections")}</p>}</section>
      <section class="noprint"><h2>{t("token.title")}</h2>
        {held.writable ? (
          <form onSubmit={(event) => { event.preventDefault(); setToken(String(new FormData(event.currentTarget).get("token") ?? "").trim()); loaded.again(); }}>
            <label>{t("token.label")} <input name="token" type="password" autocomplete="off" defaultValue={token()} /></label> <button type="submit">{t("token.use")}</button>
            <p role="status">{held.token_right ? t("token.right") : token() ? t("token.wrong") : ""}</p>
          </form>
        ) : <p class="note">{t("token.readonly")}</p>}</section>
      <p class="note">Marsad {held.version} · <a href="/api/openapi.json">OpenAPI</a> · <a href="/licences.txt">{t("about.licences")}</a></p>
    </div>
  );
}
