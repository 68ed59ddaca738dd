/** The looks of the escalation pack: its own, since the file has no stylesheet to refer to. No value comes from outside. */
export const packStyle = `
:root{color-scheme:light dark;--ink:light-dark(#12161d,#eef1f5);--soft:light-dark(#5c6675,#98a3b1);--line:light-dark(#e1e5ea,#28303a);--sunken:light-dark(#f6f7f9,#10141a);--page:light-dark(#fff,#14181f);--link:light-dark(#0b4a8f,#9cc9ff)}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.45 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;overflow-wrap:break-word}
main,footer{max-width:58rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.6rem;line-height:1.25;margin:.4rem 0}
h2{font-size:1rem;margin:1.6rem 0 .4rem}
p{margin:.3rem 0}
a{color:var(--link)}
code,pre,dd{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.85rem}
.top,.quiet,dt,footer,th{color:var(--soft);font-size:.85rem}
.badge{display:inline-block;border:1px solid;border-radius:.4rem;padding:.1rem .6rem;font-weight:600}
.PENDING{color:light-dark(#6b4200,#ffd27a);background:light-dark(#fff0cc,#332300)}
.PROCESSING{color:light-dark(#0b4a8f,#9cc9ff);background:light-dark(#ddebfb,#10263f)}
.COMPLETED{color:light-dark(#0b5d3b,#8be0b4);background:light-dark(#ddf5e8,#0f2e20)}
.FAILED{color:light-dark(#8c1d18,#ffb3ac);background:light-dark(#fde3e1,#3b1210)}
.REJECTED{color:light-dark(#6a1b63,#f0b3ea);background:light-dark(#f8e3f5,#33122f)}
.money{font-size:1.1rem}
.reason{border-left:3px solid var(--soft);padding-left:.8rem;margin:.8rem 0}
.note{border:1px solid var(--line);border-radius:.4rem;padding:.5rem .8rem;margin-top:1.6rem}
table{width:100%;border-collapse:collapse;table-layout:fixed}
th,td{text-align:left;vertical-align:top;padding:.35rem .8rem .35rem 0;border-bottom:1px solid var(--line)}
th{font-weight:500}
.evidence th:nth-child(2){width:6rem}
dl{margin:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,22rem),1fr));gap:.4rem 1.5rem}
code,td,dd,pre{overflow-wrap:anywhere}
dd{margin:0;white-space:pre-wrap;unicode-bidi:isolate}
pre{background:var(--sunken);border:1px solid var(--line);border-radius:.4rem;padding:.8rem;margin:.4rem 0 0;white-space:pre-wrap;unicode-bidi:isolate}
footer{border-top:1px solid var(--line)}
@media print{main,footer{padding:0;max-width:none}body{font-size:11px}}
`
