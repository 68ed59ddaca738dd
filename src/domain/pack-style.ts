/** The looks of the escalation pack: its own, since the file has no stylesheet to refer to. No value comes from outside. */
export const packStyle = `
:root{color-scheme:light dark;--ink:light-dark(#12161d,#eef1f5);--soft:light-dark(#5c6675,#98a3b1);--line:light-dark(#e1e5ea,#28303a);--sunken:light-dark(#f6f7f9,#10141a);--page:light-dark(#fff,#14181f);--link:light-dark(#0b4a8f,#9cc9ff)}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.45 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;overflow-wrap:anywhere}
main,footer{max-width:58rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.6rem;line-height:1.25;margin:.4rem 0}
h2{font-size:1rem;margin:1.6rem 0 .4rem}
p{margin:.3rem 0}
a{color:var(--link)}
code,pre,dd{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.85rem}
.top,.quiet,dt,footer,th{color:var(--soft);font-size:.85rem}
.badge{display:inline-block;border:1px solid;border-radius:.4rem;padding:.1rem .6rem;font-weight:600}
.money{font-size:1.1rem}
.reason{border-left:3px solid var(--soft);padding-left:.8rem;margin:.8rem 0}
.note{border:1px solid var(--line);border-radius:.4rem;padding:.5rem .8rem;margin-top:1.6rem}
table{width:100%;border-collapse:collapse}
th,td{text-align:left;vertical-align:top;padding:.35rem .8rem .35rem 0;border-bottom:1px solid var(--line)}
th{font-weight:500}
dl{margin:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,22rem),1fr));gap:.4rem 1.5rem}
dd{margin:0;white-space:pre-wrap;unicode-bidi:isolate}
pre{background:var(--sunken);border:1px solid var(--line);border-radius:.4rem;padding:.8rem;margin:.4rem 0 0;white-space:pre-wrap;unicode-bidi:isolate}
footer{border-top:1px solid var(--line)}
@media print{main,footer{padding:0;max-width:none}body{font-size:11px}}
`
