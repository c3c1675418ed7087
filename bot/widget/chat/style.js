// @ts-check
/** The look of the open chat, as a constructed stylesheet: a strict Content-Security-Policy allows it. */

export const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host{--soft:light-dark(#f1f4f2,#262b29);--line:light-dark(#d5dcd8,#3b4340);--quiet:light-dark(#56635d,#a3afa9);--warm:light-dark(#fff6e6,#37301f);--bad:light-dark(#b3261e,#ffb4ab);--good:light-dark(#14713a,#7ddba3)}
*{box-sizing:border-box}
h2,h3,p,ol{margin:0;padding:0;font:inherit}
h2,h3,.who,.status{font-weight:600}
[hidden],:empty:is(p){display:none!important}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
svg{width:20px;height:20px;flex:none;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
:focus-visible{outline:2px solid var(--v-ink);outline-offset:2px}
a{color:inherit;text-underline-offset:2px}
[data-unread]::after{content:attr(data-unread);position:absolute;top:-6px;right:-2px;padding:0 7px;border-radius:12px;font-size:14px;background:#b3261e;color:#fff}

.panel{position:fixed;inset:auto 20px 20px auto;flex-direction:column;width:392px;max-width:none;height:min(660px,100% - 40px);max-height:none;margin:0;padding:0;overflow:hidden;border:1px solid var(--line);border-radius:18px;background:var(--v-surface);color:var(--v-ink);box-shadow:0 12px 40px #0003,0 2px 8px #0002;font-size:15px}
.panel.left{inset:auto auto 20px 20px}
[open]{display:flex}
.head{display:flex;gap:4px;align-items:center;padding:14px 10px 14px 18px;background:var(--v-accent);color:var(--v-on)}
.head div{flex:1}
.head :focus-visible{outline-color:var(--v-on)}
h2:focus-visible{outline:0}
.round{display:grid;place-items:center;flex:none;width:40px;height:40px;padding:0;border-radius:50%}
.head .round:hover{background:color-mix(in srgb,var(--v-on) 16%,#0000)}

.more{padding:14px 18px;border-bottom:1px solid var(--line);font-size:14px;overflow:auto}
.more label{display:flex;gap:10px;padding-top:10px}
[type=checkbox]{flex:none;width:18px;height:18px;margin:1px 0;accent-color:var(--v-accent)}
.more label+p{padding-top:10px}

.middle{position:relative;display:flex;flex:1;min-height:0}
.log{flex:1;overflow-y:auto;overscroll-behavior:contain;padding:16px 18px 8px}
.log:focus-visible{outline-offset:-3px}
.state,.note,.day,.zone,.when,.who,.count,.row b{font-size:13px}
.note,.day,.zone,.when,.who,.count,.row b,.rep-name,.off{color:var(--quiet)}
.note,.day{text-align:center;text-wrap:balance}
.day{padding-top:12px}
.talk{display:flex;flex-direction:column;gap:4px;list-style:none}
.message{max-width:86%;align-self:start}
.first{margin-top:10px}
.message:has(.card,.row){max-width:none}
.message.visitor{align-self:end}
.who{padding-bottom:3px}
.bubble,.typing{width:fit-content;padding:9px 14px;border-radius:16px 16px 16px 5px;background:var(--soft)}
.bubble{white-space:pre-wrap}
.rep .bubble{background:var(--warm);box-shadow:inset 0 0 0 1px #d97706}
.visitor .bubble{margin-left:auto;border-radius:16px 16px 5px;background:var(--v-accent);color:var(--v-on)}
.waiting .bubble{background:none;box-shadow:inset 0 0 0 1.5px var(--quiet);color:inherit}
.when{display:none;padding-top:2px}
.visitor .when{text-align:end}
.message:has(+.first,+.day) .when,.message:last-child .when,.waiting .when{display:block}
.why{padding-top:3px;font-size:14px;color:var(--bad);text-align:end}
.why button,.row button{padding:2px;border-radius:4px;font-size:14px;text-decoration:underline}
.row{display:grid;grid-template-columns:5.5em 1fr auto;align-items:baseline;gap:0 8px;padding:3px 0}
.row b{font-weight:400}

.card{margin-top:6px;padding:14px 16px;border:1px solid var(--line);border-radius:14px;border-left:4px solid var(--good)}
.status{display:flex;gap:8px;align-items:center;color:var(--good)}
.date{padding:6px 0 2px}
time{display:block}
h3::first-letter,.date time::first-letter{text-transform:capitalize}
.links{display:flex;flex-wrap:wrap;gap:4px 18px;padding-top:10px}
.off .date{text-decoration:line-through}
.off .status{color:inherit}
.off{border-color:var(--line)}

.typing{display:flex;gap:5px;margin-top:12px;padding:14px}
i{width:7px;height:7px;border-radius:50%;background:var(--quiet)}
.offer{display:flex;flex-wrap:wrap;gap:8px;padding:14px 0 6px}
.offer button{min-height:40px;padding:7px 16px;border-radius:20px;box-shadow:inset 0 0 0 1.5px var(--quiet)}
.offer button:hover{background:var(--soft)}
.confirmation button:first-child,.confirmation button:first-child:hover{background:var(--v-accent);color:var(--v-on);box-shadow:none}
.slot{display:block}
h3{padding:8px 0 6px}
.slots{display:grid;grid-template-columns:repeat(auto-fill,minmax(84px,1fr));gap:8px;padding-bottom:6px}
.slots button{padding:7px 4px;border-radius:10px;text-align:center}
.jump{position:absolute;bottom:10px;left:50%;translate:-50%;padding:7px 14px;font-size:14px;white-space:nowrap;background:var(--v-ink);color:var(--v-surface)}

.notice{padding:10px 18px;font-size:13px;background:var(--warm);border-top:1px solid #d97706}
form{display:grid;grid-template-columns:1fr auto;gap:6px 8px;align-items:end;padding:10px 10px 10px 14px;border-top:1px solid var(--line)}
#field{width:100%;min-height:44px;max-height:132px;padding:9px 12px;font:inherit;font-size:16px;color:inherit;resize:none;background:none;border:1px solid var(--quiet);border-radius:14px}
#field:focus-visible{outline-width:1px;outline-offset:0;border-color:var(--v-ink)}
#field::placeholder{color:var(--quiet)}
#field[aria-invalid=true]{border-color:var(--bad)}
form .round{width:44px;height:44px;background:var(--v-accent);color:var(--v-on)}
.count{grid-column:1/-1}

@media(max-width:480px),(max-height:440px){.panel,.panel.left{inset:0;width:100%;height:100%;border:0;border-radius:0}.row{grid-template-columns:1fr auto}.row b{grid-column:1/3}}
@media(max-height:440px){.panel{overflow:auto}.middle{flex:none}.log{overflow:visible}.head{padding-block:4px}}
@media(prefers-reduced-motion:no-preference){.panel{animation:rise .18s}i{animation:blink 1.2s infinite}i+i{animation-delay:.2s}i+i+i{animation-delay:.4s}}
@keyframes rise{from{opacity:0;translate:0 12px}}
@keyframes blink{30%{opacity:.25}}
@media(forced-colors:active){.bubble,button{border:1px solid}.launcher:before{background:ButtonText;forced-color-adjust:none}}
`);
