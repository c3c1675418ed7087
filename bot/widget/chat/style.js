// @ts-check
/** The look of the open chat, as a constructed stylesheet: a strict Content-Security-Policy allows it. */

export const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host{--v-soft:light-dark(#f1f4f2,#262b29);--v-line:light-dark(#d5dcd8,#3b4340);--v-quiet:light-dark(#56635d,#a3afa9);
--v-warm:light-dark(#fff6e6,#37301f);--v-warm-line:light-dark(#d97706,#f0b45c);--v-bad:light-dark(#b3261e,#ffb4ab);--v-good:light-dark(#14713a,#7ddba3)}
*,::before{box-sizing:border-box}
h2,h3,p,ol{margin:0;padding:0;font:inherit}
[hidden]{display:none!important}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
svg{width:20px;height:20px;flex:none;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
:focus-visible{outline:2px solid var(--v-ink);outline-offset:2px}
button{padding:0}
[data-unread]::after{content:attr(data-unread);position:absolute;top:-6px;inset-inline-end:-2px;min-width:22px;padding:0 6px;border-radius:11px;font-size:14px;text-align:center;background:#b3261e;color:#fff}
.launcher{padding:16px}

.panel{position:fixed;inset:auto 20px 20px auto;flex-direction:column;width:392px;max-width:none;height:min(660px,100dvh - 40px);max-height:none;margin:0;padding:0;overflow:hidden;
border:1px solid var(--v-line);border-radius:18px;background:var(--v-surface);color:var(--v-ink);box-shadow:0 12px 40px #0003,0 2px 8px #0002;overflow-wrap:anywhere;font-size:15px}
.panel[open]{display:flex}
.panel.left{inset:auto auto 20px 20px}
header{display:flex;align-items:center;gap:4px;padding:14px 10px 14px 18px;background:var(--v-accent);color:var(--v-on)}
header div{flex:1;min-width:0}
header :focus-visible{outline-color:var(--v-on)}
h2{font-weight:650;outline:0}
.state{font-size:13px}
.round{display:grid;place-items:center;flex:none;width:40px;height:40px;border-radius:50%}
header .round:hover{background:color-mix(in srgb,var(--v-on) 16%,transparent)}

.more{padding:14px 18px;border-bottom:1px solid var(--v-line);font-size:14px;overflow:auto}
.more p:first-child,.more label{margin-bottom:10px}
.more label{display:flex;gap:10px;align-items:start;cursor:pointer}
.more input{width:18px;height:18px;margin:1px 0 0;flex:none;accent-color:var(--v-accent)}
.more [role]:empty{display:none}

.middle{position:relative;display:flex;flex:1;min-height:0}
.log{flex:1;overflow-y:auto;overscroll-behavior:contain;padding:16px 18px 8px;scrollbar-width:thin}
.log:focus-visible{outline-offset:-3px;border-radius:4px}
.note,.day,.zone,.when,.who,.count,.notice{font-size:13px;color:var(--v-quiet)}
.note{padding-bottom:14px;text-align:center;text-wrap:balance}
.talk{display:flex;flex-direction:column;gap:4px;list-style:none}
.day{padding:12px 0 4px;text-align:center}
.message{position:relative;max-width:86%;align-self:start}
.message.first{margin-top:8px}
.visitor{align-self:end}
.who{padding:0 0 3px 2px;font-weight:600}
.bubble{width:fit-content;padding:9px 14px;border-radius:16px;white-space:pre-wrap;background:var(--v-soft)}
.assistant .bubble,.rep .bubble{border-end-start-radius:5px}
.rep .bubble{background:var(--v-warm);box-shadow:inset 0 0 0 1px var(--v-warm-line)}
.visitor .bubble{margin-inline-start:auto;border-end-end-radius:5px;background:var(--v-accent);color:var(--v-on)}
.waiting .bubble{background:none;box-shadow:inset 0 0 0 1.5px var(--v-quiet);color:inherit}
a{color:inherit;text-underline-offset:2px}
.when{display:none;align-items:center;gap:4px;padding:2px 2px 0}
.when svg{width:13px;height:13px}
.visitor .when{justify-content:end}
.message:has(+.first) .when,.message:has(+.day) .when,.message:last-child .when,.waiting .when{display:flex}
.why{padding-top:3px;font-size:14px;color:var(--v-bad);text-align:end}
.why button,.row button{padding:2px;text-decoration:underline;border-radius:4px}
.row{display:flex;justify-content:space-between;gap:16px;padding:5px 0}
.row b{display:block;font-size:13px;font-weight:400;color:var(--v-quiet)}
.row button{align-self:end;flex:none;font-size:14px}

.message:has(.card){width:100%}
.card{margin-top:6px;padding:14px 16px;border:1px solid var(--v-line);border-radius:14px;border-inline-start:4px solid var(--v-good)}
.status{display:flex;gap:8px;align-items:center;font-weight:650;color:var(--v-good)}
.date{padding:6px 0 2px}
.date time{display:block}
.date time::first-letter{text-transform:capitalize}
.rep-name{color:var(--v-quiet)}
.links{display:flex;flex-wrap:wrap;gap:4px 18px;padding-top:10px;font-weight:600}
.card.cancelled,.card.replaced{border-inline-start-color:var(--v-quiet)}
:is(.cancelled,.replaced) .status{color:var(--v-quiet)}
:is(.cancelled,.replaced) .date{text-decoration:line-through}

.typing{display:flex;gap:5px;width:fit-content;margin-top:12px;padding:14px;border-radius:16px;border-end-start-radius:5px;background:var(--v-soft)}
.typing i{width:7px;height:7px;border-radius:50%;background:var(--v-quiet);animation:blink 1.2s infinite}
.typing i:nth-of-type(2){animation-delay:.2s}
.typing i:nth-of-type(3){animation-delay:.4s}
@keyframes blink{30%{opacity:.25}}
.offer{display:flex;flex-wrap:wrap;gap:8px;padding:14px 0 6px}
.offer button{min-height:40px;padding:7px 16px;border-radius:20px;box-shadow:inset 0 0 0 1.5px var(--v-quiet);font-weight:500}
.offer button:hover{background:var(--v-soft)}
.offer button:active,.offer.confirmation button:first-child{background:var(--v-accent);color:var(--v-on);box-shadow:none}
.offer.slot{display:block}
.offer h3{padding:10px 0 6px;font-weight:600}
.offer h3::first-letter{text-transform:capitalize}
.slots{display:grid;grid-template-columns:repeat(auto-fill,minmax(84px,1fr));gap:8px}
.slots button{padding:7px 4px;border-radius:10px;text-align:center;font-variant-numeric:tabular-nums}
.zone{padding-top:8px}
.jump{position:absolute;white-space:nowrap;bottom:10px;left:50%;translate:-50%;display:flex;gap:6px;align-items:center;padding:7px 14px;font-size:14px;border-radius:18px;background:var(--v-ink);color:var(--v-surface)}
.jump svg{width:16px;height:16px}

.notice{padding:10px 18px;background:var(--v-warm);color:inherit;border-top:1px solid var(--v-warm-line)}
.notice:empty,.count:empty{display:none}
.composer{display:grid;grid-template-columns:1fr auto;gap:6px 8px;align-items:end;padding:10px 10px 10px 14px;border-top:1px solid var(--v-line)}
textarea,input:not([type=checkbox]){width:100%;min-height:44px;max-height:132px;padding:9px 12px;font:inherit;font-size:16px;color:inherit;resize:none;background:var(--v-surface);border:1px solid var(--v-quiet);border-radius:14px;overflow-y:auto;scrollbar-width:thin}
::placeholder{color:var(--v-quiet);opacity:1}
.composer :is(textarea,input):focus-visible{outline-width:1px;outline-offset:0;border-color:var(--v-ink)}
[aria-invalid=true]{border-color:var(--v-bad)!important}
.composer .round{width:44px;height:44px;background:var(--v-accent);color:var(--v-on)}
.count{grid-column:1/-1;padding-inline-start:4px}

@media(max-width:480px),(max-height:440px){
.panel,.panel.left{inset:0;width:100%;height:100dvh;border:0;border-radius:0}
.log{padding-inline:14px}}
@media(max-height:440px){
.panel{overflow:auto}.middle{flex:none}.log{overflow:visible}.state,.note{display:none}header{padding-block:4px}}
@media(prefers-reduced-motion:no-preference){
.panel[open]{animation:rise .18s ease-out}
@keyframes rise{from{opacity:0;translate:0 12px}}}
@media(prefers-reduced-motion:reduce){.typing i{animation:none}}
@media(forced-colors:active){.bubble,.round,.launcher,.offer button,.jump{border:1px solid}.launcher::before{background:ButtonText;forced-color-adjust:none}}
`);
