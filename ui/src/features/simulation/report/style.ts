/** How the report looks, on a screen and on paper. It stands in the file itself, which refers to nothing else. */
export const STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #1d2229; font: 14px/21px system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 1040px; margin: 0 auto; padding: 32px 24px 64px; }
header { border-bottom: 2px solid #1f4fa3; padding-bottom: 12px; margin-bottom: 24px; }
h1 { font-size: 24px; line-height: 32px; margin: 0 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 17px; line-height: 24px; margin: 36px 0 8px; }
p { margin: 6px 0; }
dl.made { display: grid; grid-template-columns: max-content 1fr max-content 1fr; gap: 2px 16px; margin: 8px 0 0; font-size: 13px; }
dl.made dt { color: #5f6977; }
dl.made dd { margin: 0; overflow-wrap: anywhere; }
.short { font-size: 16px; line-height: 25px; background: #f6f7f9; border-left: 4px solid #1f4fa3; padding: 10px 16px; }
.cards { display: flex; flex-wrap: wrap; gap: 12px; margin: 16px 0; }
.card { flex: 1 1 150px; border: 1px solid #dcdfe4; border-radius: 4px; padding: 8px 12px; }
.card small { display: block; color: #505a67; font-size: 12px; line-height: 18px; }
.card strong { font-size: 20px; line-height: 28px; white-space: nowrap; }
table { width: 100%; border-collapse: collapse; margin: 10px 0; font-size: 13px; }
caption { text-align: left; font-weight: 600; padding: 4px 0; }
th, td { text-align: left; padding: 3px 18px 3px 0; border-bottom: 1px solid #dcdfe4; font-weight: 400; vertical-align: top; overflow-wrap: anywhere; }
thead th { color: #505a67; font-size: 12px; }
thead { display: table-header-group; }
.figure { text-align: right; white-space: nowrap; }
svg { display: block; max-width: 100%; height: auto; margin: 8px 0; }
.doubt { background: #faedcf; color: #6b4500; padding: 6px 12px; border-radius: 4px; }
.soft, footer { color: #505a67; font-size: 13px; }
ul, ol { margin: 6px 0; padding-left: 22px; }
footer { margin-top: 48px; padding-top: 8px; border-top: 1px solid #dcdfe4; }
@media print {
  @page { size: A4; margin: 14mm; }
  main { max-width: none; padding: 0; }
  h2 { break-after: avoid; }
  svg, .card, .short, tr { break-inside: avoid; }
  body { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;
