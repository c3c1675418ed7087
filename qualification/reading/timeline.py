"""When they want it: a latest day, a horizon, or no plan at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Literal

from qualification.bant import Horizon, Timeline, horizon_of
from qualification.reading.days import Days, add_months, find_days, month_end
from qualification.reading.utterance import Reading, Utterance

Role = Literal["plain", "by", "before", "until_next", "not_before", "after", "from", "dropped"]
"""What the words around make of a day: `plain` names it, `until_next` is a "not this year"."""

# ---------------------------------------------------------------- the words before and after a day

_LINK = (
    r"(?: ?(?:le|la|l'|les|l|du|de|d'|d|des|the|this|ce|cet|cette|au|aux|a|en|in|on|environ|about|around|vers|circa|say|disons|maybe|peut-etre"
    r"|plutot|rather|possible|ideally"
    r"|idealement|at|least|au moins|mois|month|of|sometime|approximately|probably|surement|sans doute|early|is|be|est|serait|would|c'est|debut))*? ?$"
)
_LATEST_BEFORE = re.compile(
    r"(?:\b(?:pas|not?|never|jamais)(?: \w+)?(?: \w+)? (?:apres|plus tard qu[e']|plus loin qu[e']|later than|after|beyond|past)|\b(?:au plus tard"
    r"|at the (?:very )?latest|latest|deadline|dernier delai"
    r"|date limite|echeance|due(?: date)?|dead ?line|(?:peut|peux|pouvons|pourrait|can|could) (?:attendre|wait))(?: (?:until|till|jusqu'(?:a|en"
    r"|au)))?(?: ?[:,=])?)" + _LINK
)
_SUPPORTED_UNTIL = re.compile(
    r"(?:\b(?:plus|longer|not be)|n't be) (?:supporte|maintenu|supported|maintained|mis a jour|updated)e? (?:apres|after|beyond|past|au-dela d[eu'])"
    + _LINK
)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:pas|rien|jamais|not|nothing|never|none|no)\b|n't)(?: (?!mais\b|but\b)[\w']+){0,5}? (?:avant|avt|before|until|till|til|prior to|sooner than"
    r"|earlier than|plus tot qu[e'])" + _LINK + r"|(?:\bnot|n't)(?: \w+){0,3} for (?:at least |another |about |a good )*$"
)
_EARLIEST_BEFORE = re.compile(
    r"(?:\b(?:au plus tot|at the (?:very )?earliest|(?:the )?earliest|attendre|attend|attends|attendons"
    r"|wait(?:ing)?(?: for| until| till)?)(?: (?:jusqu'(?:a|en|au)))?)" + _LINK
)
_BEFORE_EVENT = re.compile(
    r"\b(?:avant|before|ahead of|in time for)(?: (?:the|la|le|les|our|notre|my|mon|ma)| l')? ?(?:[a-z0-9'-]+ ){1,4}?"
    r"(?:qui (?:demarre|commence|ouvre|debute|est|tombe|a lieu|arrive)|(?:which|that) (?:starts|is|begins|opens|falls)|starting|beginning)" + _LINK
)
"""Before something that begins on the day: "avant la saison qui démarre en mai"."""
_IS_OVER = re.compile(r" (?:is (?:out|over|up|done)|ends|s'acheve|se termine|(?:est|soit) (?:fini|termine)\w*)\b")
"""Before the end of the time it follows: "before December is out"."""
_BEFORE_THAT = re.compile(r"[^.;!?]{2,60}\b(?:avant(?: ca| cela)?|before (?:that|then)|beforehand|juste avant|d'ici la)\W*$")
_RATHER_THAN = re.compile(r"\b(?:plutot|rather|sooner|mieux|better)\b[^.;!?]{1,24} (?:qu[e']|than) ?$")
"""What comes after has lost: "plutôt T1 que T2"."""
_NOR_THE_NEXT = re.compile(
    r",? ?(?:ni|nor|or|et pas|and not) (?:non plus )?(?:la |the |l')?(?:suivante|prochaine|next|annee prochaine|an prochain|one after)\b"
)
_TOO_LATE = re.compile(
    r",? ?(?:(?:c'est|is|it's|would be|'d be|will be|serait|sera|ce sera|ca sera|ca fait|ce serait|et c'est) )?(?:deja |already |bien |way |far |much )?(?:trop tard|too late|mort|foutu|no good|out of the question)\b"
)
_CANNOT_WAIT = re.compile(r"(?:\b(?:pas|cannot|not)|n't)(?: \w+)? (?:attendre|attend|wait)")
_LATEST_AFTER = re.compile(
    r"^,? ?(?:at (?:the )?(?:very )?latest|latest|(?:au )?plus tard(?! qu)|dernier delai|(?:grand )?max(?:i|imum)?\b"
    r"|deadline|tops\b|dernier carat|(?:et )?pas (?:apres|plus))"
)
_EARLIEST_AFTER = re.compile(
    r"^,? ?\(?(?:at (?:the )?(?:very )?earliest|(?:au )?plus tot\b|earliest\b|au mieux|at best|(?:and |et |mais |but )?(?:certainly |surely "
    r"|surtout )?(?:pas|not?) (?:avant|before|sooner|earlier)"
    r"|mini(?:mum)?\b|au moins|at least|or later|ou plus tard|au minimum)"
)
_CONTRASTED = re.compile(r"\b(?:pas|not?) (?:avant|before|sooner|earlier)|^,? ?\(?(?:pas )?plus tot")
_NEGATED = re.compile(
    r"(?:(?<!pourquoi )(?<!au )\b(?:pas|non pas|ni|ne|jamais|hors|sauf|sans(?! doute)|au lieu d[eu']|plutot qu[e']|et non|(?<!why )not|no longer"
    r"|never|instead of|rather than|except|without)\b|n't|n't be)"
    r"(?: (?:forcement|vraiment|encore|du tout|necessarily|really|exactly|be|been|du|de|for|pour|ready|by|pendant|during|over|durant))*" + _LINK
)
_BEFORE = re.compile(r"\b(?:avant|avt|before|b4|prior to|ahead of|this side of|en amont d[eu'])" + _LINK)
_AFTER = re.compile(r"\b(?:apres|after|post|passee?s?|une fois|beyond|following|past|au-dela d[eu']|au dela d[eu']|la suite d[eu'])" + _LINK)
_MORE_THAN = re.compile(r"\b(?:plus d[e']|over|more than|au moins|at least|minimum|mini|pas moins d[e']|not less than|upwards of) ?$")
_STRICTLY = re.compile(r"\b(?:plus d[e']|over|more than)(?: \w+){0,3}? ?(?:\d|[a-z]+)")
_BY = re.compile(
    r"\b(?:d'ici|d ici|dici|by|within|sous|sub|inside|under|in the next|moins d[e']|less than|jusqu'(?:a|en|au)|until|till|dans un delai d[e']"
    r"|horizon|d'aujourd'hui a)(?: (?:la|a|a la|the|un|une|fin))*" + _LINK
)
_FOR = re.compile(
    r"\b(?:pour|pr|for|in time for|objectif|target|targeting|aim(?:ing)?(?: for)?|vis\w+|goal|cible|ready|prets?"
    r"|prete?s?)(?: ?[:,])?" + _LINK
)
_FROM = re.compile(r"\b(?:des|dés|a partir d[eu']|a compter d[eu']|from|starting|as from|as of|beginning|debut(?:er|ant)?|courant|partir)" + _LINK)
_IN = re.compile(r"\b(?:en|in|dans|ds|au|on|courant|during|over|le|la|the|sometime in|d[eu']|vers|around|about|this|next)" + _LINK)

_TELLING_PAST = re.compile(
    r"\b(?:(?:a|ai|avons|ont|avez|est|suis|avait|avais|j'ai|on a) (?:ete )?(?:ouvert|demarre|commence|lance|achete|signe|rejoint|repris|embauche"
    r"|recrute|change|installe|arrive|perdu|eu|essaye|teste|fonde|cree|demenage"
    r"|rachete|quitte|fini|vu|parle|rencontre|appele|ecrit|recu)(?:e|s|es)?\b|(?<!be )(?<!get )(?<!gets )(?<!being )(?<!is )(?:started|opened|launched"
    r"|bought|joined|began|hired|lost|switched|signed|installed|took over|tried|came|went|ended|expired|failed"
    r"|crashed|met|spoke|rang|called|founded|established|incorporated|set up|acquired|merged|left|retired|died|moved (?:in|offices?|here)|built)"
    r"|cree+s?|fonde+s?|creation|histori\w+)\b[^.,;:!?]{0,40}$"
)
_OTHER_END = re.compile(
    r"\b(?:contrat\w*|contract\w*|abonnement|subscription|licen[cs]e|bail|lease|engagement|renewal|renouvellement|exercice|bilan|cloture|cloturer"
    r"|cloturons|comptable|(?:financial|fiscal|tax) year|year[- ]end"
    r"|preavis|saison|salon|demenage\w*|vote|votee?|approved|board|comite|conseil)\b[^.,;!?]{0,50}$"
)
_FISCAL = re.compile(r"exercice|fiscal|financial|tax|\bfy\b")
_FACT = re.compile(r"\b(?:on a|nous avons|j'ai|il y a|notre|nos|mon|our|my|we have|we've got|there is|there's|car|because)\b")
_HOURS = re.compile(r"\b(?:ouverte?s?|ouvrons|fermee?s?|fermons|open|opening|closed|horaires?|hours)\b")
_MONEY_BEFORE = re.compile(
    r"(?:[€$£%]|\d ?k|\b(?:eur|euros?|balles|dollars?|pounds?|quid|budget|mille|grand))\)?,?(?: (?:ht|ttc|max|maxi|environ"
    r"|en|pour|sur|in|for|on|de|d'|l'|the|a|of))* ?$"
)

_ENDING = re.compile(
    r"\b(?:(?:on|nous|je|we|we're|we are|i'm|i)(?: (?:are|am|will|'ll|have to|must|doit|devons|vais|va|allons))? ?(?:quitt\w+|leav(?:e|ing)|dropp?(?:ing)?|resili\w+"
    r"|cancel\w*|terminat\w*|arret\w+|lache\w*|ditch\w*|(?:lose|losing) access|perdons?|perd)"
    r"|(?:drops?|dumps?|dropping|dumping) us|leaving|dropping|ditching|quitting|scrapping|binning|cancell?ing|terminating|(?:lose|losing) (?:access|support)|(?:nous|me|s'|s) ?(?:lache\w*|arret\w+|coupe\w*)|(?:arrive|arrivent|arrivant) a (?:terme|echeance|expiration)"
    r"|prend(?:ra)? fin|expir\w+|laps\w+|runs? out|running out|end of (?:life|support)|sunset\w*|shut(?:s|ting)? down|(?:plus|longer|be) (?:supporte|maintenu|supported|maintained|mis a jour|updated)e?|resiliation|renewal|renouvellement"
    r"|reconduction|renew\w*|up for renewal|comes? to an end|est resilie\w*"
    r"|(?:contrat|abonnement|licen[cs]es?|contract|subscription|engagement|preavis|notice|agreement|deal|plan|support)\b[^.;!?]{0,40}\b(?:se (?:termine|finit)|finit|stops?|ends?|ending|fini[rt]\w*|s'acheve|is up|est valable))\b"
)
"""What they have comes to an end: by then they want the next."""
_BEGINNING = re.compile(
    r"\b(?:(?:on|nous|je|j'|we|we're|we are|we'll|i|i'm|i'll)(?: (?:will|'ll|are|am|vais|va|allons))? ?(?:ouvr(?:e|ons|ira|irai|irons|ir)|open(?:ing)?|inaugur\w+|demenag\w+|emmenag\w+|repren(?:ds|d|ons)|tak(?:e|ing) over|start(?:ing)? (?:trading|up))"
    r"|ouverture|opening|inauguration|taking over|premi\w+ (?:paies?|factures?|bulletins?)|first (?:payroll|pay run|payday|invoices?)|(?:ouvre|ouvrira|opens|will open)|creation (?:prevue|en cours)|demarrage (?:de l'|d')activite|reprise (?:prevue|de l'affaire))\b"
)
"""Something of theirs begins: by then they want to be equipped."""
_OTHERS_SPEED = re.compile(
    r"\b(?:confreres?|consoeurs?|concurrent\w*|competitors?|un(?:e)? (?:de vos )?client(?:e|s)?|(?:a|one of your) (?:customer|client)s?|voisin\w*|copain|copine|pote|ami[es]?|friends?|mates?"
    r"|neighbou?rs?|buddy|chez vous|vous l'aviez|vous les aviez|you (?:had|did|got (?:him|her|them|it))|(?:on|quelqu'un|il) m'a (?:dit|parle)|m'a dit que|il parait|parait que|j'ai (?:lu|entendu|vu)"
    r"|i(?:'ve)? (?:heard|read|saw)|they say|people say|someone (?:told|said)|apparently|suffit|suffisent|enough|what's (?:normal|typical|usual)|en general|en moyenne|on average|generally|normally|usually|beau-?frere|brother-in-law|(?:mon|my|ma) (?:frere|soeur|oncle|tante|cousine?|brother|sister|uncle|aunt)|c'est vrai|est-ce vrai|c'est serieux|c'est realiste|c'est normal|is (?:that|it|this) (?:true|right|normal"
    r"|realistic|really)|combien de (?:temps|jours|semaines|mois)|how (?:long|many (?:days|weeks|months)|quick\w*|fast|soon)|votre (?:delai|installation|site)|your (?:lead|site|website|setup|onboarding)"
    r"|l'installation (?:prend|dure)|onboarding takes|(?:votre|your) concurrent)\b"
)
"""Whoever asks or tells how fast it went, or goes, with others says nothing of when they want it."""
_WE_WANT = re.compile(
    r"\b(?:il (?:nous|me|le|la|les) (?:le |la |les )?faut|il (?:faut|faudrait)|on (?:veut|voudrait|a besoin|aimerait)|nous (?:voul\w+|souhait\w+|aimerions|devons)|je (?:veux|voudrais|souhait\w+|dois)"
    r"|we (?:need|want|must|have to|would like|'d like|hope|plan|aim)|i (?:need|want|must|have to)|we'd like|i'd like|(?:for|pour) (?:us|me|nous|moi)|our deadline|notre (?:delai|echeance)|(?:can|could|peut-on|on peut)"
    r"(?: \w+)? (?:be|we|i|etre))\b"
)

_WISH = re.compile(
    r"\b(?:pret|prets|prete|pretes|operationnel\w*|equipe|equipes|equipee|equiper|demarr\w*|commencer|lanc(?:er|ement)|mise? en (?:place|service"
    r"|production|oeuvre|route)|mettre en \w+|install\w*|deploi\w*|deployer"
    r"|bascul\w*|migr\w*|pass(?:er|age)|changer|change|changement|remplac\w*|besoin|faut|faudrait|faudra|voudr\w+|veut|veux|voulons|souhait\w*"
    r"|aimer\w*|cherch\w*|recherch\w*|objectif|se donne|nous donnons|nous laissons|on se laisse|giving ourselves|vise\w*|prevu|prevue|prevoit"
    r"|prevoyons|prevois|projet|echeance|delai|deadline|espere\w*|compte|comptons|regler?|resoudre|doit|dois|devons|devra\w*|dispose\w*|tourn\w+"
    r"|fonctionn\w*|ideal\w*"
    r"|ready|live|start|starting|started|launch\w*|rollout|roll out|rolled out|in place|set up|up and running|running|working|sorted|fixed|done"
    r"|install\w*|implement\w*|deploy\w*|switch\w*|mov(?:e|ing)|replac\w*|migrat\w*"
    r"|need|needs|needed|want|wants|wanting|wanted|would like|'d like|would love|'d love|looking|look|must|have to|has to|should|aim\w*|target\w*"
    r"|goal|hop(?:e|ing)|plan|planning|planned|timeline|timeframe|timing"
    r"|got to|gotta|require\w*|get|give ourselves|go-live|kick off|kickoff|onboard\w*|adopt\w*|buy|purchase)\b"
)
_READY = re.compile(
    r"\b(?:pret\w{0,2}|operationnel\w*|demarr\w*|commencer|lanc(?:er|ement)|mise? en (?:place|service|production|oeuvre|route)|mettre en \w+"
    r"|deploi\w*|deployer|bascul\w*|changer|remplac\w*|echeance|objectif|equipe\w*"
    r"|ready|operative|operational|introduced|usable|in (?:service|use)|live|start|starting|launch\w*|rollout|roll out|rolled out|in place|up and running|running|working|sorted|implement\w*|deploy\w*"
    r"|switch\w*|changing|go-live|kick ?off|deadline|timeline|timeframe|under control)\b"
)
_ABOUT_MEETING = re.compile(
    r"\b(?:rdv|rendez[- ]?vous|rappel\w*|appel\w*|telephon\w*|joindre|joignable|contacte\w*|recontacte\w*|visio|reunion|creneaux?|dispo\w*|demo"
    r"|call\w*|ring|phone|reach me|contact me|get back|reply|meet\w*|slot|available|free"
    r"|speak|talk|demo|discut\w*|parler|repond\w*|reponse|devis (?:avant|d'ici|sous|pour (?:le|la|ce|cette|demain|fin|debut|mi|lundi|mardi|mercredi|jeudi|vendredi|janvier|fevrier|mars|avril|mai|juin|juillet|aout|sept\w*|oct\w*|nov\w*|dec\w*)\b)|quotes? (?:by|before|for|within)|envoy\w*|envoie\w*|send"
    r"|email me|mail|rentre|revient|back on|back in|vacances|conges?|holiday|leave)\b"
)
_ABOUT_GROWTH = re.compile(
    r"\b(?:(?:on|nous|serons|sera|serait|seront|we|we'll|we will|will|should|'ll) (?:sera|serons|seront|be|have|passer\w*|grow\w*|hire"
    r"|reach)(?: (?:environ|about|around|plus de|over|bientot|a))* (?:\d+|une|deux|trois|dix|vingt|trente|ten|twenty|thirty)"
    r"|embauch\w*|recrut\w*|hir(?:e|ing)|headcount|effectifs?|growing to|passer a \d+|grow to|doubl\w+|triple\w*|\d+ (?:de plus|more people"
    r"|more staff)|bientot \d+|soon \d+)\b"
)
_WANTS = re.compile(r"\b(?:besoin|voudr\w+|veut|need|want)\b")
_SAYS_DEADLINE = re.compile(
    r"\b(?:d'ici|d ici|dici|within|sous|in the next|moins d[e']|less than|dans les|under)"
    r"(?: (?:a|the|environ|about|les?|maximum|max|un delai de|next))* ?$"
)
_HABIT = re.compile(r"\b(?:chaque|every|each|tous les|toutes les)\b")
_AFTER_A_COMMA = re.compile(r"[,:(] ?(?:[a-z']+ ?){0,4}$")
_AT_AN_HOUR = re.compile(r"\b\d{1,2} ?(?:h|am|pm|heures?)\b|\d:\d\d")
_HEADCOUNT = re.compile(r"\d (?:salarie\w*|employe\w*|personnes|people|staff|collaborateurs|agents|of us)\W{0,3}(?:\w+ ){0,3}$")
_UNTIL = re.compile(r"\b(?:jusqu'(?:a|en|au)|until|till)(?: \w+){0,2} ?$")
_ABOUT_DECIDING = re.compile(
    r"\b(?:decid\w*|tranch\w*|comite|conseil|board|vote\w*|arbitr\w*|approv\w*|valid\w*|signe|signs|sign off|budget se\w*"
    r"|committee|steering)\b"
)
_ABOUT_BUSINESS = re.compile(
    r"\b(?:paient|payer|payes?|payons|paiements?|reglements?|livr\w*|expedi\w*|clients|customers|pay|pays|paid|payments?|deliver\w*|ship\w*"
    r"|suppliers?|fournisseurs?|turnaround|relanc\w*|chase|cloturer|cloturons|declar\w+"
    r"|file|filing|accounts|comptes|bilan|tva|vat|impots|(?:financial|fiscal) year (?:ends|runs)|ends|finit|se termine|se finit|tous les"
    r"|toutes les|chaque|every|each|conge\w*)\b"
)

# ---------------------------------------------------------------- no day named

_SOON = (
    r"(?:need|want|faut|besoin)\b[\w' ]{2,40}? (?:now|maintenant|immediatement|immediately)(?= ?(?:$|[,.;!]))|a[. ]?s[. ]?a[. ]?p\b\.?|asap+\b|des que (?:possible|vous pouvez|vous voulez|on peut|c'est possible|poss)|d(?:es )?q(?:ue)? ?p(?:ossible)?\b"
    r"|(?:as )?(?:soon|quick|quickly|fast|early|swiftly|promptly) as"
    r" (?:poss(?:ible|ibly)?|we can|you can|practical|practicable|humanly possible|it gets)|au (?:\+|plus) ?(?:vite|tot|presse|rapide)|le (?:\+"
    r"|plus) ?(?:vite|tot|rapidement)(?: (?:possible|sera le mieux|qu'on peut))?"
    r"|dans les (?:plus brefs|meilleurs|meilleur) delais?|(?:the )?(?:sooner|earlier|quicker|faster)(?: is| the)? better|sooner rather than later"
    r"|at once\b|(?:tres |hyper |super |ultra |plutot |assez |very |pretty |quite |really |c'est |c |it's )?urgent(?:e|ly)?(?! care)"
    r"|en urgence|d'urgence|urgence absolue|(?:y'? ?a|ya) (?:le feu|urgence)|aussi (?:vite|tot|rapidement) que|ca (?:urge|presse|brule)|(?:tres "
    r"|assez |super |hyper |plutot |un peu |on est |nous sommes |je suis )presse(?:e?s?)|in a (?:bit of a )?(?:hurry|rush)"
    r"|(?:right|straight) ?away|imm?ediate?ly|imm?ediatement|effet immediat|immediate|(?:tout|tt) de suite|sans (?:attendre|delai|tarder)"
    r"|without delay|illico(?: presto)?|pronto|a la bourre"
    r"|(?:at (?:the|your|our) )?earliest (?:opportunity|convenience)|first thing|dans la foulee|sur le champ|(?:pour|by|for) (?:avant-?hier|hier"
    r"|yesterday)|(?:needed|wanted|want|need)(?: [\w']+){0,3} yesterday|like(?:,? like)?,? yesterday|yesterday (?:would|would've|'d|is|was|if)\b|hier (?:si|serait|aurait)\b"
    r"|des (?:maintenant|aujourd'hui|demain|a present)|starting now|need (?:it|this|that|one) (?:like |right )?now|incessamment(?: sous peu)?|sous peu|no time to (?:lose|waste)"
    r"|(?:je|on|nous) (?:signe|signons|commande|achete|paie|paye|demarre|prends|prend) (?:ca |tout |le tout |meme )?(?:demain|aujourd'hui|tout de suite|ce soir|des demain|direct)"
    r"|i(?:'d|'ll| would| will)? (?:sign|buy|pay|order|start|take it)(?: it| up| for it)? (?:tomorrow|today|tonight|this week)(?! if (?:it|i))"
    r"|time is (?:short|tight)|desperate\w*|desesper\w*"
)
_SOON_ASKED = r"(?:dans l')?immediat|yesterday|avant-hier|hier|mtn|maintenant|now|today|aujourd'?hui|this (?:instant|minute|second|very (?:moment|minute|second))|cette seconde|a l'instant"
_READY_NOW = (
    r"\bprets? a (?:demarrer|commencer|signer|y aller|acheter|partir)|\b(?:we're |we are |i'm )?(?:ready|good) to (?:go|start|buy|roll"
    r"|sign|move)"
)
_QUICK = r"(?:tres |assez |plutot )?(?:rapidement|vite|rapide)|(?:very |pretty |fairly |quite )?(?:quickly|fast|promptly)"
_SHORTLY = (
    r"(?:tres |assez |plutot |very |pretty |fairly |quite )?(?:bientot|prochainement|soon(?:ish)?|shortly)|a? ?court terme"
    r"|(?:dans un )?futur proche|(?:d'ici|dans) (?:peu|pas longtemps)(?: de temps)?|(?:in the )?short term|(?:in the )?near future"
)
_NO = r"(?:pas|plus|rien|aucune?|sans|zero|nulle?|no|not|without|nothing|never|isn't|aren't|n't|ne|there's no)"
_NO_RUSH = (
    rf"(?:\b{_NO}|n't)(?: (?:have |got |d'|de |du |a |an |any |in |la |une |that |too |so |very |super |hyper |tres |vraiment |really |specially "
    rf"|especially |particularly |particulierement |trop |si |real |big |great |particular |grosse |grande |hard |strict |tight |official ?)*"
    r"| d'| de )?(?:\w+ly )?(?:urgence|urgen\w+|pression|pressure|hate|precipitation|rush\w*|hurry|pressing|presse\w*|pressant\w*|deadline"
    r"|echeance|impatien\w+)"
    r"(?: (?:du tout|at all|presse|really|here|chez nous|from our side|de notre cote|particuliere))*"
)
_NO_HASTE = (
    r"rien qui (?:presse|urge)|(?:it|this|that) can wait(?! (?:until|till|for))|(?:ca|cela) (?:peut attendre|attendra)(?! (?:jusqu|mars))"
    r"|rien (?:ne|n') ?(?:nous "
    r"|me )?(?:presse|urge)|nothing immediate|(?:ca |c'est |c |on est )?(?:presse|urge)\w* pas\b|rien d'(?:urgent|immediat)|(?:y'? ?a"
    r"|ya) pas (?:le feu|d'urgence|urgence)|(?:on a|j'ai|nous avons|ai|avons) (?:tout )?(?:le|notre|mon) temps|(?:tout|tt) (?:notre|mon|son) temps|(?:prend\w*|prenons|prenez|prendre) tout le temps|^\W*tout le temps"
    r"|plenty of time|all the time in the world|in our own time|(?:take|taking|prend\w*|prenons|prenez) (?:our|my|your|notre|mon|votre|son) temps"
    r"|(?:take|taking) (?:our|my) time"
    r"|(?:just|only|merely|simply|purely) (?:being )?(?:curious|browsing|researching|exploring|(?:having a )?look(?:ing)?\b(?: around"
    r"| about)?(?! (?:for|to|at|into|after|like|a)\b)|window shopping|nosy)|window shopping|tyre.kicking"
    r"|out of curiosity|(?:juste|simple|simplement|seulement|par|pure|que de la|purement) (?:par |de la |une )?curi\w+"
)
_NO_PLAN = (
    r"\b(?:pas|aucune?|sans|no|not|without|zero|don't have|any)(?: (?:d'|de |encore de |vraiment de |a |an |any |real |fixed |firm |set "
    r"|specific |particular |definite |exact |hard |clear |concrete |formal |current |immediate )*| d'| de )?"
    r"(?:projets?|dates? ?(?:precises?|butoir|fixes?|en tete|limite)?|calendrier|delais?|planning|timing|plans?|project|projects|timeline"
    r"|timescale|time ?frame|schedule|target date|dates?|horizon|objectif de date|planification|contrainte)(?: \w+ (?:as such|in mind))?"
    r"|(?:rien n'|nothing)(?:'s| is| has|est|a)(?: ete| been)?(?: encore| yet)? (?:prevu|planifie|fixe|decide|arrete|programme|planned|fixed|decided|scheduled|set)"
    r"|rien (?:de |d')?(?:prevu|concret|planifie|fixe|defini|arrete|programme|decide|precis)|nothing (?:\w+ )?(?:planned|scheduled|concrete"
    r"|definite|in the pipeline|fixed|set|specific|in mind|firm)|(?:pas|rien|not|n't)(?: encore| yet)? (?:prevu|planifie|planned|scheduled)"
    r"|(?:je|on|nous) (?:me|m'|se|nous)? ?(?:renseigne\w*|informe\w*)|(?:juste|simple|simplement|pour|demande de) (?:des |un |une |l'"
    r"|d')?(?:info\w*|renseign\w*)|(?:juste|simplement|seulement) (?:pour )?(?:voir|regarder|comparer|me renseigner|un tour|me faire une idee)"
    r"|(?:fais|faire|fait) (?:juste |que )?(?:un )?(?:tour|etat des lieux|de la veille|ma veille)|(?:je|on|nous) (?:ne fais que "
    r"|fais que )?(?:juste )?(?:regarde|regardons|regarder|explore|explorons|compare|comparons)\b(?! les)|phase d'exploration|(?:de la|ma|une"
    r"|petite|simple|en) veille\b"
    r"|(?:for )?information(?: purposes)?(?: only)|(?:doing|do)(?: \w+)? (?:research|homework)|(?:gathering|collecting"
    r"|getting) (?:some )?(?:info\w*|quotes)|(?:just|only) comparing|shopping around|any ?time(?=[ .!]*$)|early (?:stages?|days)"
    r"|whenever(?=[ .!]*$| (?:works|suits|it's|is|really|lol|possible))|whenever you(?:'re| are)? (?:can|like|want|ready)|no matter when"
    r"|(?:peu )?importe (?:quand|la date)|peu importe\b|n'importe quand|quand (?:vous voulez|ca vous arrange|on voudra)|pas pour (?:l'instant"
    r"|le moment)|not (?:at the moment|for now|right now|for the moment|at present|yet)|rien pour (?:l'instant|le moment)"
)
_LATER = (
    r"(?:pas|ni) cette annee,? ni\b|(?:neither|not) this year,? n?or (?:the )?next\b|"
    r"(?:years|ages|miles) (?:away|off)|"
    r"(?:(?:bien|beaucoup|un peu|much|far|a lot|some time|sometime) )?(?:plus tard(?! qu)|later(?! than)(?: on)?)|un de ces jours|one of these days"
    r"|un (?:beau )?jour\b|some ?day|one day|eventually|down the (?:line|road)|(?:a |au |le )?(?:plus )?long terme|(?:in the )?(?:long"
    r"|longer) (?:term|run)"
    r"|(?:pas|not|n't)(?: \w+)? (?:tout de suite|tt de suite|de suite|maintenant|dans l'immediat|immediatement|de sitot|pour (?:tout de suite"
    r"|demain|maintenant|bientot)|pour de suite|(?:any ?time )?soon|now|right away|straight away|immediately|in the (?:near|immediate"
    r"|foreseeable)(?: future)?"
    r"|for (?:a|some|quite a) while|for ages)|(?:a |quite a |good )?(?:while|long way|long time) (?:off|away|yet|out)|dans (?:tres )?longtemps"
    r"|pas bientot|(?:dans un )?futur lointain|no time soon|far off|in the (?:distant )?future"
)
_UNDATED = (
    r"(?:pas|aucune|sans|no) (?:de |encore de |vraiment de |fixed |set |target |particular )*(?:dates?|timeline|time ?frame|timescale|echeance|calendrier)(?: (?:precise|en tete|fixee|in mind|set|yet|arretee))?"
    r"|ni (?:de )?(?:budget|date|delai)[\w ,']{0,14} ni (?:de )?(?:date|delai|echeance)|neither (?:a )?(?:budget|date) nor (?:a )?(?:date|deadline)"
)
"""No date yet: says even unasked that there is no plan."""
_NEVER = r"^\W*(?:jamais|never|none|aucun|aucune|no one|n/?a|neant)\W*$"

_VAGUE = re.compile(
    # Nothing begins within a word but the end of "isn't".
    rf"(?:(?<![a-z0-9])|(?=n't))(?:(?P<rush>{_NO_RUSH}|(?:{_NO_HASTE}))|(?P<undated>\b(?:{_UNDATED})\b)|(?P<plan>\b(?:{_NO_PLAN})|{_NEVER})|(?P<later>\b(?:{_LATER}))"
    rf"|(?P<soon>(?<![\w-])(?:{_SOON}))|(?P<ready>{_READY_NOW})|(?P<quick>\b(?:{_QUICK})\b)|(?P<shortly>\b(?:{_SHORTLY})\b)"
    rf"|(?P<alone>(?<!for )\b(?:{_SOON_ASKED})\b))"
)
_MOST = 16
"""No message says more often how soon; reading stays quick on those that do."""

_FILLER = re.compile(
    r"[\W_]*(?:\b(?:yes|oui|ouais|like|well|ben|bah|euh|um|er|right|svp|please|pls|stp|merci|thanks|thx|lol|mdr|ptdr|haha|if|si|possible|poss|you"
    r"|vous|can|pouvez|we|need|needed|want|it|this|that|i|d|would|be|great|good|perfect"
    r"|ideal|ideally|idealement|il|me|m|le|la|nous|on|faut|faudrait|des|pour|for|by|start|starting|demarrer|commencer|hier|tres|assez|very|pretty"
    r"|quite|fairly|plutot|rather|ca|c|est|serait|bien|parfait|tout|really|just|honestly"
    r"|really|hopefully|honestly|now|maintenant|were|was|etait|faisable|doable|jouable|la|relatively|relativement|quand|meme|tot|maybe|i'd|say|je|dirais|would|as|so|do|it's|the|answer|is|je pense|i think|tbh"
    r"|voila|en|fait|haha|hehe|xd|ptet|peut|etre)\b[\W_]*)*"
)
"""A word such as "now" or "bientôt" answers when hardly anything else is said; "right now we use Excel" is no answer."""

# ---------------------------------------------------------------- reading


@dataclass(frozen=True)
class _Dated:
    """A day in its role, and how surely it is the answer."""

    timeline: Timeline
    start: int
    end: int
    weight: int
    corrects: bool


def read_timeline(message: Utterance, *, asked: bool) -> Reading[Timeline] | None:
    """The day or horizon by which they want it, or that there is no plan; None when the message says neither.

    Unasked, only what reads as a wish or a deadline counts: "prêt pour la rentrée", "within 2 months", "no rush".
    """
    if message.is_blank:
        return None
    squeezed, places = _squeezed(message)
    found = _best_dated(squeezed, asked) or _vague(squeezed, asked)
    if found is None:
        return None
    timeline, start, end = found
    while start and (squeezed.plain[start - 1].isalnum() or squeezed.plain[start - 1] == "'") and end - start < 80:
        start -= 1
    start, end = places[start], places[end - 1] + 1
    return Reading(timeline, message.quote(start, end), start, end)


def _squeezed(message: Utterance) -> tuple[Utterance, range | list[int]]:
    """The message with single spaces, and where each of its characters stands in the original."""
    if "  " not in message.plain:
        return message, range(len(message.plain) + 1)
    kept = [i for i, c in enumerate(message.plain) if not (c == " " and message.plain[i - 1 : i] == " ")]
    return replace(message, raw="".join(message.raw[i] for i in kept)), [*kept, len(message.plain)]


Found = tuple[Timeline, int, int]


def _best_dated(message: Utterance, asked: bool) -> Found | None:
    """The day most explicitly meant; of several, the one after a correction, else the later said."""
    best: _Dated | None = None
    for days in find_days(message):
        dated = _dated(message, days, asked)
        if dated and (best is None or dated.corrects or dated.weight >= best.weight):
            best = dated
    if best is None:
        return None
    if best.weight == 0 and (vague := _vague(message, asked)) and vague[0].horizon == "now":
        # "As soon as possible, our contract ends in June."
        return vague
    return best.timeline, best.start, best.end


_SENTENCE_END = re.compile(r"[.!?](?: |$)|;")


def _clause(plain: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a span begins and ends."""
    before = max(plain.rfind(mark, 0, start) + 1 for mark in (". ", "! ", "? ", ";"))
    stop = _SENTENCE_END.search(plain, end)
    return max(before, start - 160), min(stop.start() if stop else len(plain), end + 80)


def _dated(message: Utterance, days: Days, asked: bool) -> _Dated | None:
    plain = message.plain
    opening, closing = _clause(plain, days.start, days.end)
    before, after = plain[max(opening, days.start - 60) : days.start], plain[days.end : closing]
    role, began = _role(before, plain[days.start : days.end], after, days, message.today)
    if role != "dropped" and _tells_of_others(plain, opening, closing, days):
        return None
    if role == "dropped" or (days.kind == "today" and not _is_today_meant(plain, days, role)):
        return None
    if days.kind in ("weekday", "today") and _HOURS.search(plain[opening:closing]):
        return None
    is_paid_for = days.kind in ("year", "quarter", "month") and role == "plain" and _MONEY_BEFORE.search(before)
    if is_paid_for and not _WISH.search(plain[opening : days.start]):
        return None
    if _TELLING_PAST.search(before):
        return None
    if not asked and not _is_wished(plain, opening, closing, days, role):
        return None
    timeline = _timeline(message.today, days, role, _is_for(before))
    if timeline is None:
        return None
    start = days.start - (len(before) - began)
    tail = _LATEST_AFTER.match(after) or _EARLIEST_AFTER.match(after)
    fact = _OTHER_END.search(before) or (role == "plain" and _FACT.search(before[before.rfind(",") + 1 :]) and not _WISH.search(before[-30:]))
    weight = 0 if fact and not _READY.search(before[-30:]) else 2 if role in ("by", "before") or _READY.search(before) else 1
    if role in ("not_before", "after", "until_next"):
        weight = min(weight, 1)
    if days.kind == "year" and _FISCAL.search(plain, days.start, days.end):
        # Its first day differs from house to house: any other day that is named says it better.
        weight = 0
    return _Dated(timeline, start, days.end + (tail.end() if tail else 0), weight, bool(_CORRECTS.search(before)))


def _tells_of_others(plain: str, opening: int, closing: int, days: Days) -> bool:
    """Whether the day or delay is asked or told of somebody else: "vous l'aviez équipé en 3 semaines, c'est vrai ?"."""
    sentence = plain[opening : min(len(plain), closing + 30)]
    is_asked_back = plain[closing : closing + 1] == "?" or "?" in sentence[closing - opening :]
    told = _OTHERS_SPEED.search(sentence)
    if not told or _WE_WANT.search(sentence):
        return False
    return is_asked_back or (days.kind == "distance" and told.end() <= days.start - opening and bool(_SAID_OF_OTHERS.match(told.group())))


_SAID_OF_OTHERS = re.compile(
    r"confrere|consoeur|concurrent|competitor|un|a (?!install)|one of|voisin|copain|copine|pote|ami|friend|mate|neighb|buddy|beau|brother|il parait|parait|j'ai|i|they|people|someone"
)
_CORRECTS = re.compile(
    r"\b(?:plutot|en fait|finalement|pardon|correction|je voulais dire|erreur|repousse\w*|decale\w*|reporte\w*|sorry|i mean|meant|actually|rather"
    r"|make that|instead|pushed|postponed|moved|delayed|mais|but|enfin|no,|non,)\b"
)


def _is_for(before: str) -> bool:
    return bool(_FOR.search(before))


def _role(before: str, words: str, after: str, days: Days, today: date) -> tuple[Role, int]:
    """What the words around make of the day, and where in `before` they begin."""
    whole = len(before)
    if found := _LATEST_BEFORE.search(before) or _SUPPORTED_UNTIL.search(before):
        return "by", found.start()
    if _CANNOT_WAIT.search(before) or _RATHER_THAN.search(before) or _TOO_LATE.match(after):
        return "dropped", whole
    if found := _NOT_BEFORE.search(before) or _EARLIEST_BEFORE.search(before):
        return "not_before", found.start()
    if _LATEST_AFTER.match(after):
        return "by", _began(before)
    if found := _EARLIEST_AFTER.match(after):
        # "Q3, not sooner" is that quarter; "in 2028, not before" may be any later year.
        names_it = _CONTRASTED.search(found.group()) and days.kind in ("month", "quarter", "half", "season", "feast", "day", "week")
        return "plain" if names_it else "not_before", _began(before)
    if days.kind == "year" and _NOR_THE_NEXT.match(after):
        return "dropped", whole
    if found := _NEGATED.search(before):
        # "not this year" puts it off to the next; "not in March" says nothing of when.
        return ("until_next", found.start()) if days.first <= today <= days.last and days.part is None else ("dropped", whole)
    if days.open_ended or (days.kind == "distance" and _MORE_THAN.search(before)):
        return ("after" if _STRICTLY.search(before + words) else "not_before"), _began(before)
    if days.kind == "distance":
        return "by", _began(before)
    if found := _AFTER.search(before):
        return "after", found.start()
    if _BEFORE_THAT.search(after):
        return "before", _began(before)
    if (found := _BEFORE.search(before)) and _IS_OVER.match(after):
        return "by", found.start()
    if found := _BEFORE.search(before) or _BEFORE_EVENT.search(before):
        return "before", found.start()
    if found := _BY.search(before):
        return "by", found.start()
    if found := _FROM.search(before):
        return "from", found.start()
    return "plain", _began(before)


def _began(before: str) -> int:
    """Where the little words just before the day begin: "d'ici 2 mois", "pour juin"."""
    found = _BY.search(before) or _FOR.search(before) or _FROM.search(before) or _MORE_THAN.search(before) or _IN.search(before)
    return found.start() if found and len(before) - found.start() < 40 else len(before)


def _is_today_meant(plain: str, days: Days, role: Role) -> bool:
    return role in ("by", "before") or _is_said_alone(plain, days.start, days.end)


def _is_said_alone(plain: str, start: int, end: int) -> bool:
    stop = _EXCLAIMED.search(plain, end)
    after = plain[end : stop.start() if stop else len(plain)]
    return len(plain) < 160 and "?" not in plain and bool(_FILLER.fullmatch(plain[:start])) and bool(_FILLER.fullmatch(after))


_EXCLAIMED = re.compile(r" ?[.!;…]+(?: |$)")
"""The end of a first sentence, after which the reason may follow: "yesterday!! our old system just died"."""


def _is_wished(plain: str, opening: int, closing: int, days: Days, role: Role) -> bool:
    """Whether a day that nobody asked for reads as a wish or a deadline of the project."""
    before, sentence = plain[opening : days.start], plain[opening:closing]
    near = before[-80:]
    breaks = [found.end() for found in _CLAUSE_BREAK.finditer(near)]
    clause = near[breaks[-1] :] if breaks and not near.rstrip().endswith((",", ":", "(")) else near
    starts = bool(_STARTS.search(before[-16:]))
    ready = bool(_READY.search(clause))
    around = clause + plain[days.start : closing].split(",")[0]
    if _starts_or_ends(clause, sentence, days):
        return role not in ("dropped", "after")
    if starts and plain[closing : closing + 1] == "?":
        return False
    if _stands_alone(plain, opening, closing, days):
        return True
    if _ABOUT_GROWTH.search(clause) or (_ABOUT_MEETING.search(around) and not ready):
        return False
    if (_ABOUT_DECIDING.search(clause) or _ABOUT_BUSINESS.search(clause)) and not ready:
        return bool(_WANTS.search(clause)) and not _HABIT.search(sentence)
    # A wish just before a comma still speaks of the day: "il nous le faudrait, si possible, en mars".
    wishes = ready or bool(_WISH.search(clause)) or bool(_WISH.search(near) and _AFTER_A_COMMA.search(before[-40:]))
    if days.kind in ("weekday", "today", "day") and _AT_AN_HOUR.search(sentence):
        return False
    if days.kind in ("weekday", "today"):
        return wishes and role in ("by", "before")
    if not wishes and (_HEADCOUNT.search(before) or _UNTIL.search(before)):
        return False
    if role in ("by", "before", "from"):
        return days.kind != "distance" or bool(_SAYS_DEADLINE.search(before[-40:])) or wishes or bool(_TO_GET_READY.match(plain, days.end, closing))
    if role == "dropped":
        return False
    if days.kind != "year" and _ALL_FOR.fullmatch(clause) and not plain[days.end : closing].strip(" ,)"):
        return True
    after = plain[days.end : closing][:40]
    return (
        wishes
        or bool(_READY.search(after) and not _PAPER_OF.search(before))
        or (days.kind == "year" and after.startswith((" project", " launch", " rollout")))
    )


_TO_GET_READY = re.compile(
    r" (?:pour|to) (?:tout |le |la |les |se |s'|get |be |have )?(?:it |this |that )?(?:all |everything )?(?:mettre en|demarrer|basculer|changer|remplacer|installer|equiper|up and|in place|live|running"
    r"|switch|replace|sort|migrate|set|installed|ready|done|sorted|implement)"
)
_PAPER_OF = re.compile(r"\b(?:factures?|invoices?|releves?|statements?|bulletins?|fiches?|figures|chiffres) (?:de |d'|du |for |from |of )?$|\bthe $")
"""The January invoice is of January, and wanted by no day."""
_CLAUSE_BREAK = re.compile(r"[,:(](?!\d)")
"""What begins another clause; the comma within 1,500 does not."""
_ALL_FOR = re.compile(r"\W*(?:pour|for|delai ?:|echeance ?:|timing ?:)(?: (?:le|la|l'|les|the|ce|cet|cette|this|next))* ?")
"""A clause that is nothing but a day: "CRM pour 12 personnes. Pour mars."."""


_STARTS = re.compile(r"\bstart (?:in |on |by )?$")


def _starts_or_ends(clause: str, sentence: str, days: Days) -> bool:
    """Whether something of theirs begins or ends that day, before which they want to be equipped."""
    if days.kind in ("weekday", "today", "distance", "year") or _ABOUT_GROWTH.search(clause) or _HABIT.search(sentence):
        return False
    return bool(_ENDING.search(clause) and not _OF_A_PERSON.search(clause)) or bool(_BEGINNING.search(clause[-60:]))


_OF_A_PERSON = re.compile(
    r"\b(?:conge\w*|vacances|holiday|on leave|annual leave|maternite|maternity|retraite|retire\w*|mon poste|my job|facture\w*|invoices?|devis|quotes?|clients?|customers?'?|fournisseurs?|suppliers?|locataires?|tenants?|dlc|dluo|stocks?|peremption)\b"
)
"""What ends or is left here is no tool."""
_AROUND_ALONE = re.compile(
    r"[\W_]*(?:(?:delai|echeance|timing|timeline|timeframe|when|quand|sous|dans|d'ici|within|in|by|en|pour|for|les|le|la|l'|the|environ|about|max|maxi|maximum|tops|latest|ideally|idealement) ?[:,]? ?)*"
)


def _stands_alone(plain: str, opening: int, closing: int, days: Days) -> bool:
    """Whether a sentence among others is nothing but the day: "52 employees, need invoices. 2 to 3 months. €1000 a month."."""
    if (
        days.kind in ("weekday", "today", "day")
        or not (plain[:opening].strip() and plain[opening:closing].strip())
        or plain[closing : closing + 1] == "?"
    ):
        return False
    return bool(_AROUND_ALONE.fullmatch(plain[opening : days.start]) and _AROUND_ALONE.fullmatch(plain[days.end : closing]))


def _timeline(today: date, days: Days, role: Role, is_for: bool) -> Timeline | None:
    if role in ("not_before", "until_next", "after"):
        return _not_before(today, days, role)
    by = _latest(days, role, is_for)
    if by < today and days.last >= today:
        by = days.last
    return Timeline(horizon_of(by, today), by)


def _latest(days: Days, role: Role, is_for: bool) -> date:
    """The latest day meant: "before March" ends with February, "before mid-March" in its middle."""
    if days.kind == "season" and not days.part and (role in ("by", "before")):
        return days.first
    if days.kind == "season" and not days.part and is_for:
        return month_end(days.first.year, days.first.month)
    is_new_year = days.kind == "feast" and days.first.day == 1 and days.first.month == 1
    if is_new_year and (role in ("by", "before") or is_for):
        return days.first - timedelta(1)
    if days.kind == "feast" and days.first.month == 12 and is_for:
        return days.first
    if role == "before" and days.part is None and days.kind in ("week", "month", "quarter", "half", "year", "feast"):
        return days.first - timedelta(1)
    return days.first if role == "before" and days.part == "start" else days.last


_CLEARLY_MORE = timedelta(5)
""" "More than three months" is past the three months of a quarter."""


def _not_before(today: date, days: Days, role: Role) -> Timeline | None:
    """An earliest day is no deadline, but says how far it is."""
    if role == "after" and days.kind in ("season", "feast"):
        # After the summer, after Christmas: in the month that follows.
        is_new_year = days.first.month == 1 and days.last.month == 1
        following = days.last if days.last.day <= 15 or is_new_year else add_months(days.last.replace(day=1), 1)
        by = month_end(following.year, following.month)
        return Timeline(horizon_of(by, today), by)
    if role == "not_before" and days.kind == "season" and days.first <= today:
        earliest = days.first.replace(year=days.first.year + 1)
    elif role == "not_before":
        earliest = days.last if days.part == "end" else days.first
    elif days.kind == "distance":
        earliest = days.last + _CLEARLY_MORE
    else:
        earliest = days.last + timedelta(1)
    return Timeline(horizon_of(earliest, today)) if earliest > today else None


def _vague(message: Utterance, asked: bool) -> Found | None:
    """What is said of urgency without naming a day; of several the last."""
    best: Found | None = None
    for found in islice(_VAGUE.finditer(message.plain), _MOST):
        horizon = _vague_horizon(message.plain, found, asked)
        if horizon and not (best and found.lastgroup in ("alone", "shortly", "quick")):
            best = Timeline(horizon), found.start(), found.end()
    return best


_COMMITS = re.compile(
    r"\b(?:engag\w+|commit\w*|promet\w*|promis\w*|donne\w* pas|communiqu\w+|avance\w* (?:pas|sur)|give|giving|share|sharing|disclos\w+)\b[^.!?;]*$"
)
_OF_PAPERS = re.compile(r" (?:de |d'|of |on |sur )(?!projet|demarrage|start)")
_PUT_OFF = re.compile(
    r"\bau $|\b(?:(?:re)?parle\w*|discut\w+|verra|verrons|(?:re)?dira\w*|repond\w+|reviend\w+|talk|discuss|speak|tell|answer|come back)(?: [\w']+){0,2} $"
)
"""What is to be talked about later, which says nothing of the project."""


def _vague_horizon(plain: str, found: re.Match[str], asked: bool) -> Horizon | None:
    kind = found.lastgroup
    if kind in ("plan", "undated") and _COMMITS.search(plain, max(0, found.start() - 60), found.start()):
        # "je ne m'engage sur aucune date" is no plan told, but a plan kept.
        return None
    if kind == "rush" or (kind == "undated" and (asked or not _OF_PAPERS.match(plain, found.end()))):
        return "none"
    if kind == "soon":
        opening, closing = _clause(plain, found.start(), found.end())
        sentence = plain[opening:closing]
        return "now" if asked or (_is_urgent_unasked(sentence)) else None
    if not asked:
        return None
    if kind == "plan":
        return "none"
    if kind == "later":
        return None if _PUT_OFF.search(plain[max(0, found.start() - 40) : found.start()]) else "later"
    if kind == "quick":
        return "now" if "?" not in plain and (_WISH.search(plain) or _is_said_alone(plain, found.start(), found.end())) else None
    if kind != "ready" and not _is_said_alone(plain, found.start(), found.end()):
        return None
    return "quarter" if kind == "shortly" else "now"


_TO_MEET = re.compile(
    r"\b(?:rdv|rendez[- ]?vous|(?:re)?contacte\w*|rappel\w*|appel(?:e[rz]?|ons)?|telephon\w*|joindre|joignable|visio|reunion|creneaux?|dispo\w*|demo|discuter|parler|libres?"
    r"|(?:a|to|the|me|us|give|quick) call|call (?:me|us|back)|ring|phone|reach me|contact me|get back|reply|meet\w*|slot|available|free (?:on|at|for|to|next)|speak|talk"
    r"|repond\w*|reponse|back (?:on|in)|holiday|on leave|revien\w+|de retour|rentre)\b"
)
_CLAUSE = re.compile(r"[,;:.!?](?!\d)")


def is_about_a_meeting(plain: str, start: int, end: int) -> bool:
    """Whether the clause around a time in plain letters speaks of when to meet or to call, not of when the project has to be done."""
    left = max((found.end() for found in _CLAUSE.finditer(plain, 0, start)), default=0)
    right = _CLAUSE.search(plain, end)
    return bool(_TO_MEET.search(plain, left, right.start() if right else len(plain)))


def _is_urgent_unasked(sentence: str) -> bool:
    """ "Call me asap" is no timeline of the project, nor are invoices that leave immediately."""
    if _ABOUT_MEETING.search(sentence) or re.search(r"\b(?:service des urgences|urgences|urgent care)\b", sentence):
        return False
    return bool(_WISH.search(sentence)) or bool(
        re.search(
            r"\b(?:signe|signons|sign|pay|buy|paie|commande|order)\b|asap|urgent|as soon as|au plus vite|des que possible|plus vite possible|presse"
            r"|hurry",
            sentence,
        )
    )
