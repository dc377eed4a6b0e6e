import { number } from "../format";
import { t } from "../i18n";
import type { Pairing, ReportView } from "../types";
import { Own } from "./text";

/** The match weight of two reports, field by field, in bits; right of the middle speaks for one event. */
export function Waterfall({ pair, reports }: { pair: Pairing; reports: ReportView[] }) {
  const name = (id: string) => {
    const held = reports.find((one) => one.report.id === id)?.document;
    return held?.title ?? held?.source ?? t("untitled");
  };
  const most = Math.max(...pair.fields.map((one) => Math.abs(one.bits ?? 10)), 1);
  return (
    <figure class="waterfall">
      <figcaption><Own>{name(pair.a)}</Own> ↔ <Own>{name(pair.b)}</Own></figcaption>
      <table>
        <thead class="hidden"><tr><th>{t("event.field")}</th><th>{t("event.compared")}</th><th>{t("event.bits")}</th></tr></thead>
        <tbody>
          {pair.fields.map((one) => (
            <tr key={one.field}>
              <th scope="row">{t(`match.${one.field}`)}</th>
              <td>{t(`level.${one.level}`)}</td>
              <td class="bits">
                <span class={(one.bits ?? -1) < 0 ? "against" : "for"} style={{ inlineSize: `${(45 * Math.abs(one.bits ?? 10)) / most}%` }} />
                <span class="figure-text" dir="ltr">{one.bits === null ? "✕" : (one.bits > 0 ? "+" : "") + number(one.bits, 1)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t("event.weight", { weight: pair.weight === null ? "✕" : number(pair.weight, 1), threshold: number(pair.threshold, 1) })}</p>
    </figure>
  );
}
