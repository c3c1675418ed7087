"""Job titles as people give them: "je suis DAF", "office manager here", "Paul Roy, CTO", a bare title when asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from qualification.reading.signature import signature_of
from qualification.reading.utterance import Reading, Utterance

Rank = Literal["top", "middle", "low", "other"]
"""What a title alone says of the say in a purchase: `top` has the last word, `middle` takes part, `low` uses, `other` tells nothing."""


@dataclass(frozen=True)
class Title:
    """A title that the visitor gives as their own, and where it stands."""

    text: str
    rank: Rank
    start: int
    end: int


def _any(lines: str) -> str:
    """Alternatives written over several lines, as one group."""
    return "(?:" + re.sub(r"\s*\n\s*", "", lines.strip()) + ")"


def _word(lines: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_any(lines)}\b")


# --- words -----------------------------------------------------------------------------------------------------------

# Owners and heads say their house after "de" or "of" ("gérant d'un garage", "owner of Garvey Hire"): it is no part of the title.
_HOLDERS_FR = _any(r"""
    (?:co-?)?gerante?|p-?\.?d-?\.?g\.?|president[- ]direct(?:eur|rice)[- ]generale?|dgs?|dga|daf|raf|dsi|rssi|drh|rrh|dirco|dircom
    |(?:co-?)?fondat(?:eur|rice)|(?:co-?)?proprietaire|proprio|patron(?:ne)?|taulier|tauliere|(?:co-?)?dirigeante?|(?:co-?)?associee?
    |entrepreneu(?:r|se)|(?:auto|micro)[- ]?entrepreneu(?:r|se)|commercante?|franchisee?|indep(?:endante?)?|freelance|boss|ceo|cfo|cto|coo|cmo|cio
    |cpo|chro|cdo
""")
_TRADES_FR = _any(r"""
    (?:maitre )?artisane?|comptable|expert[- ]comptable|experte[- ]comptable|(?:technico[- ]?)?commerciale?|vendeu(?:r|se)|acheteu(?:r|se)
    |consultante?|developpeu(?:r|se)|dev|infirmiere?|veterinaire|architecte|kine|kinesitherapeute|osteopathe|medecin|dentiste|pharmacien(?:ne)?
    |avocate?|notaire|huissier|juriste|enseignante?|prof|professeure?|formatrice|formateur|graphiste|photographe|traduct(?:eur|rice)
    |redact(?:eur|rice)|journaliste|designer|webmaster|community manager|traffic manager|boulangere?|boulangere?[- ]patissiere?|patissiere?|bouchere?
    |charcutiere?|fleuriste|coiffeu(?:r|se)|estheticien(?:ne)?|restaurat(?:eur|rice)|traiteur|bras droit du \w+|cuisiniere?|hoteliere?|serveu(?:r|se)
    |plombiere?|plombier[- ]chauffagiste|chauffagiste|electricien(?:ne)?|menuisiere?|charpentiere?|couvreu(?:r|se)|macon(?:ne)?|peintre
    |carreleu(?:r|se)|plaquiste|paysagiste|garagiste|mecanicien(?:ne)?|carrossier|serrurier|chaudronnier|soudeu(?:r|se)|tourneur|imprimeur|libraire
    |opticien(?:ne)?|taxi|chauffeu(?:r|se)|transporteur|magasiniere?|cariste|logisticien(?:ne)?|preparat(?:eur|rice) de commandes?
    |agricult(?:eur|rice)|exploitante?(?: agricole)?|viticult(?:eur|rice)|vigneron(?:ne)?|eleveu(?:r|se)|maraicher|maraichere|caissiere?|standardiste
    |hotesse d'accueil|receptionniste|ouvriere?|salariee?|stagiaire|apprentie?|alternante?|benevole|maire|elue?|dactylo|aide[- ]comptable|rh
    |economiste|statisticien(?:ne)?|psychologue|sage-femme|opticien|office manager|manageuse|manager|product owner|product manager|chef d'entreprise
    |cheffe d'entreprise|team leader|lead dev|scrum master|data analyst|business developer|biz dev|account manager|key account manager|surveillante?
    |principale?|proviseure?|intendante?|bibliothecaire|approvisionneu(?:r|se)|ordonnanceur|planificat(?:eur|rice)|metreu(?:r|se)
    |dessinat(?:eur|rice)|geometre|urbaniste|analyste|auditeur|auditrice
""")
# These take what they are in charge of.
_CHARGES_FR = _any(r"""
    co-?responsable|responsable|resp\.?|(?:co-?)?direct(?:eur|rice)|dir\.|sous-direct(?:eur|rice)|assistante?|adjointe?|gestionnaire
    |coordinat(?:eur|rice)|coordonnat(?:eur|rice)|(?:co-?)?presidente?|vice[- ]presidente?|secretaire|tresorier|tresoriere|controleu(?:r|se)
    |technicien(?:ne)?|ingenieure?|conduct(?:eur|rice)|conseillere?|attachee?|agente?|employee?|animat(?:eur|rice)|administrat(?:eur|rice)|referente?
    |deleguee?|operat(?:eur|rice)|cadre|inspect(?:eur|rice)|educat(?:eur|rice)|superviseu(?:r|se)|chargee?(?= d)|cheff?e?(?= d)
    |chef(?= comptable| magasinier| monteur)
""")
_ADJECTIVES_FR = _any(r"""
    generale?|commerciale?|financiere?|administrati(?:f|ve)|technique|marketing|rh|it|si|informatique|digitale?|numerique|artistique|adjointe?
    |associee?|gerante?|qualite|qse|hse|qhse|rse|logistique|achats?|appros?|export|import|com|communication|compta|comptable|comptabilite|paie|paye
    |production|exploitation|regionale?|nationale?|internationale?|deleguee?|junior|senior|itinerante?|sedentaire|terrain|pedagogique|juridique
    |industriel(?:le)?|operationnel(?:le)?|medicale?|executi(?:f|ve)|independante?|liberale?|polyvalente?|salariee?|crm|adv|sav|r&d|e-commerce
    |ecommerce|web|produit|client|clients|clientele|grands comptes|business|supply chain|developpement|maintenance|securite|travaux|agence|magasin
    |secteur|boutique|depot|bureau|projets?|principale?|unique|exploitante?|plombiere?|electricien(?:ne)?|menuisier|macon|peintre|coiffeu(?:r|se)
    |boulangere?|patissier|couvreur|chauffagiste|taxi|joaillier|ebeniste|tapissier|paysagiste|immobilier|scientifique|culturel(?:le)?|sociale?
    |sportif|fondat(?:eur|rice)|stock|stocks|ventes|retail|france|europe|data|reseau|reseaux|systemes?|bureautique|freelance|facturation|recrutement
    |formation
""")

# Words before a head in English that make it a title without an article: "office manager", "sales director".
_MODIFIERS_EN = _any(r"""
    account|accounts|accounting|admin|administration|administrative|advertising|analytics|area|assistant|associate|audit|branch|brand|budget|building
    |business|buying|care|category|change|channel|chief|client|clinic|clinical|co|commercial|communications?|community|compliance|construction
    |content|country|creative|credit|customer|data|database|deputy|design|development|digital|distribution|district|divisional|e-?commerce|editorial
    |engineering|exec|erp|estate|estates|events?|executive|export|facilities|factory|field|finance|financial|fleet|floor|founding|freelance|front
    |fundraising|general|global|group|growth|head|health|helpdesk|hotel|hr|human|import|independent|information|infrastructure|innovation|inside
    |internal|international|inventory|it|joint|junior|jr\.?|key|lead|legal|letting|travel|insurance|logistics|maintenance|managing|manufacturing
    |marketing|materials|media|medical|national|network|non-executive|office|online|operating|operations|ops|order|owner|part-time|partnerships?
    |payroll|people|performance|personnel|planning|plant|policy|practice|pr|president|principal|private|process|procurement|product|production
    |program|programme|project|property|public|purchasing|quality|quantity|r&d|regional|relations|relationship|research|resources?|restaurant|retail
    |revenue|safety|sales|school|security|self|employed|senior|sr\.?|service|services|shared|shift|shop|site|small|social|software|sole|solutions?
    |staff|stock|store|strategic|strategy|studio|success|supply|chain|support|systems?|talent|tax|team|tech|technical|technology|territory|training
    |transport|treasury|vice|warehouse|web|wholesale|workshop|works|youth|cafe|bakery|salon|gym|agency|company|deli|bar|pub|franchise
    |business development|part|full-time|interim|acting|section|department|unit|contracts?|volunteer|charity|legal|visual|graphic|ux|ui|front-end
    |back-end|frontend|backend|full-stack|fullstack|mobile|cloud|devops
""")
_HOLDERS_EN = _any(r"""
    (?:co-?)?owner(?:[-/ ]operator|[-/ ]manager|[-/ ]director)?|(?:co-?)?founder|ceo|cfo|coo|cto|cmo|cio|cpo|chro|cro|ciso|md|gm|fd|hr|pa|ea|boss
    |proprietor|proprietress|landlord|landlady|partner|chairman|chairwoman|chairperson|entrepreneur|sole trader|pm|chief exec|freelancer
    |self[- ]employed|franchisee|franchise owner|contractor|director-owner|tradesman|businessman|businesswoman
""")
_HEADS_EN = _any(r"""
    manager|manageress|director|officer|vp|svp|evp|avp|president|treasurer|controller|comptroller|accountant|bookkeeper|cpa|administrator|admin
    |assistant|secretary|receptionist|clerk|coordinator|co-ordinator|supervisor|superintendent|lead|leader|specialist|analyst|engineer|developer
    |programmer|designer|consultant|adviser|advisor|buyer|planner|scheduler|estimator|surveyor|foreman|technician|mechanic|plumber|electrician
    |carpenter|joiner|builder|roofer|painter|decorator|landscaper|gardener|welder|baker|butcher|florist|hairdresser|barber|caterer|publican|innkeeper
    |restaurateur|farmer|grower|teacher|headteacher|headmaster|headmistress|principal|lecturer|professor|trainer|coach|nurse|dentist|doctor|gp|vet
    |pharmacist|physio|physiotherapist|therapist|optician|solicitor|lawyer|attorney|barrister|paralegal|notary|architect|photographer|copywriter
    |editor|journalist|translator|marketer|recruiter|salesman|saleswoman|salesperson|rep|representative|executive|cashier|barista|waiter|waitress
    |driver|dispatcher|storekeeper|stockkeeper|warehouseman|picker|operator|worker|labourer|laborer|employee|intern|trainee|apprentice|temp|volunteer
    |trustee|pastor|vicar|mayor|councillor|registrar|bursar|librarian|scientist|researcher|handyman|locksmith|generalist|strategist|producer
    |merchandiser|auditor|actuary|broker|agent|realtor|economist|captain|shopkeeper|retailer|wholesaler|importer|exporter|distributor|controller
    |business partner|chief of staff|(?:head|sous|executive|pastry) chef|(?:department|section|unit|division) head|team lead|tech lead|dev|developer
    |sysadmin|webmaster
""")

# What never belongs to a title: the sentence goes on.
_STOPS = _any(r"""
    je|j|on|nous|vous|tu|il|elle|ils|qui|que|ki|chez|pour|dans|avec|mais|donc|car|depuis|comme|cherche|recherche|cherchons|voudrais|souhaite|veux|ai
    |a|au|est|suis|sommes|et|ou|par|sans|sur|besoin|budget|ici|c'est|moi|bonjour|merci|svp|stp|ma|mon|mes|notre|nos|votre|vos|leur|leurs|un|une|ce
    |cette|ces|tout|toute|pas|plus|le|la|les|l'|du|des|de|d'|en|equipe|team|teams|etudiante?|student|alors|puis|actuellement|i|i'm|im|we|you|he|she
    |they|it's|its|who|which|that|this|at|in|for|with|but|so|because|since|here|looking|look|need|needs|want|wants|based|from|and|or|to|by|is|are|was
    |has|have|am|my|our|your|his|her|their|a|an|the|not|no|on|of|as|please|thanks|hi|hello|would|will|can|could|should|do|does|must|decides?|hoping
    |trying|searching|seeking|using|running|working|wanting|currently|just|only|really|also|more|than|very|happy|glad|interested|sure|yes|yeah|ok|if
    |when|then|there|me|us|them|what|how|why
""")
# The company's own kind is its house, not part of the title: "directrice financière de l'entreprise".
_HOUSE = _any(r"""
    boite|boutique|entreprise|societe|pme|tpe|eti|start-?up|structure|groupe|maison|compagnie|ets|etablissements?|sarl|sas|salon|company|business
    |firm|organi[sz]ation|family
""")

_WORD = rf"(?!{_STOPS}\b(?!['&/-]\w))[a-z][\w&/.'-]*"
_NOT_A_CHARGE = rf"(?!{_HOUSE}\b|\d)(?!(?:un|une|mon|ma|notre|nos|mes|ce|cette|vos|votre|son|sa|my|our|a|an|this|his|her)\b)"

_AFTER_FR = rf"(?: (?:{_ADJECTIVES_FR}\b|[a-z]{{3,}}(?:ique|iel|ielle|tif|tive)\b)(?!'))"
_AND_FR = rf"(?: ?(?:et|&|/) ?(?:de la |du |des |de l'|de |d')?(?:{_ADJECTIVES_FR}\b|[a-z]{{3,}}(?:ique|iel|ielle|tif|tive)\b|{_HOLDERS_FR}\b))"
_OF_FR = rf"(?: (?:de la |de l'|des |du |de |d'){_NOT_A_CHARGE}{_WORD})"
_IN_FR = _any(r"""
    (?: en (?:chef|compta|comptabilite|marketing|alternance|communication|rh|informatique|paie|recrutement|logistique|vente|apprentissage|freelance
    |gestion|finance|ressources humaines)\b)
""")
_WITH_FR = r"(?: (?:de gestion|de paie|de maintenance|d'etudes|de travaux|d'affaires|d'art|de bureau)\b)"
_FR = rf"""(?:{_HOLDERS_FR}\b(?:{_AFTER_FR}|{_AND_FR}){{0,3}}\
|{_TRADES_FR}\b(?:{_AFTER_FR}|{_AND_FR}){{0,3}}{_WITH_FR}?{_IN_FR}?\
|{_CHARGES_FR}(?:(?<=\.)|(?!\w))(?:{_AFTER_FR}|{_AND_FR}){{0,3}}{_IN_FR}?(?: (?:au|aux|a la) {_WORD})?\
(?:{_OF_FR}(?:{_AFTER_FR}|{_AND_FR}| humaines\b| generaux\b| publics\b){{0,2}}){{0,2}})"""

_DEPARTMENT_EN = rf"(?: (?:{_MODIFIERS_EN}|affairs|resources|department|management)\b)"
_OF_EN = rf"(?: of (?:the )?{_NOT_A_CHARGE}{_WORD}{_DEPARTMENT_EN}{{0,2}}(?: (?:and|&){_DEPARTMENT_EN}{{1,2}})?)"
_AND_EN = rf"(?: ?(?:and|&|/) ?(?:{_MODIFIERS_EN}[ -]){{0,2}}(?:{_HOLDERS_EN}|{_HEADS_EN})\b)"
_BEFORE = _WORD.replace("/.'-]*", "/.']*")
"""A word without hyphens: where a hyphen may end the word too, one inside would make the search cubic."""
_EN = rf"""(?P<before>(?:{_BEFORE}[ -]){{0,3}})(?:chief {_WORD}(?: {_WORD})? officer\b\
|head(?:{_OF_EN}|{_DEPARTMENT_EN}{{1,2}})|(?:vp|svp|evp|avp|director|vice president){_DEPARTMENT_EN}{{1,2}}\
|{_HOLDERS_EN}\b(?:{_AND_EN})?(?: to the [\w-]+)?\
|{_HEADS_EN}\b(?:{_OF_EN}|{_AND_EN}| to the [\w-]+)?)"""
_TITLES = tuple(re.compile(rf"(?P<title>{title})(?!['-]?\w|@|\.\w)") for title in (_FR.replace("\\\n", ""), _EN.replace("\\\n", "")))

# --- around a title --------------------------------------------------------------------------------------------------

_OPENING = _any(r"""
    (?:(?:oui|non|ben|bah|beh|euh|heu|hum|alors|bon|donc|moi|bonjour|bjr|bonsoir|bsr|salut|slt|cc|coucou|hello|hi|hey|hi there|dear all|well|so|um|uh|er|erm|yes|yeah
    |yep|sure|ok|okay|actually|basically|en fait|en gros|plutot|just|c'est|it's|its|sorry|pardon|currently|officially)[ ,.:!?-]+)*
""")
_ARTICLE = r"(?:(?:le|la|un|une|the|a|an|votre|leur|your|their) +|l' ?)?"
_ADJECTIVE = re.compile(
    r"(?:simple|seule?|nouveau|nouvelle|jeune|modeste|petite?|heureux|new|sole|only|humble|proud|current|actual|full-?time|part-?time) "
)
# What makes the title that follows the visitor's own.
_SELF = _any(r"""
    (?:\b(?:(?:je|j|j') ?(?:ne )?suis|jsuis|chuis|chui|je sui|j'suis)(?: (?:actuellement|aussi|egalement|donc|moi-meme|devenue?|que|juste|seulement
    |simplement|encore|toujours|bien|a la fois|both|aujourd'hui))?|\ben (?:tant que|(?:ma )?qualite d[e'])|\bje fais office d[e']|\b(?:je |j')?
    (?:travaille
    |bosse|suis employee?|suis embauchee?)(?: ici| la)? (?:comme|en tant que)|\bj'occupe (?:le poste|la fonction|les fonctions) d[e']|\bc'est moi
    |\b(?:mon (?:poste|titre|metier|job|intitule)(?: de poste)?|ma (?:fonction|profession)|poste|fonction|titre|job title|title|role|position
    |profession)(?: actuelle?)? ?(?:: ?|= ?|c'est |est |is |,)|\b(?:i am|i'm|im|i m|iam)(?: (?:also|currently|actually|now|just|basically|myself))?
    |\b(?:i |i'm |im |i am |currently )?work(?:ing)? (?:here )?as|\bmy (?:job |official )?(?:title|role|position|job)(?: here)? ?(?:is |: ?|= ?|'s )
    |(?:^|(?<=[.,;!] ))as|\bspeaking as)(?:(?<!\w)|(?![\w']))
""")
_OWN_WORDS = re.compile(_SELF)
_SELF_LEAD = re.compile(rf"{_SELF} ?{_ARTICLE}")
_BARE_LEAD = re.compile(rf"{_OPENING}(?:{_SELF} ?)?{_ARTICLE}")
_ENDS_IN_ARTICLE = re.compile(r"(?:\b(?:le|la|un|une|the|a|an) |l' ?)(?:\w+ )?$")
_INDEFINITE = re.compile(r"\b(?:une?|an?) $")

_FILLER = _any(r"""
    i guess|i suppose|je crois|je suppose|lol|haha|mdr|merci|thanks|pourquoi|si on veut|quoi|moi|me|svp|stp|please|sort of|currently|actuellement
    |then|now|obviously
""")
# What may follow a bare title: its house, a filler, or the sentence going on.
_TAIL = re.compile(
    rf"^ ?(?:$|(?:chez|at|for|in|within|here|ici|de|d'|du|des|of|from|dans|au|aux|a|depuis|since|{_FILLER}|et|and|mais|but|cherche|recherche"
    rf"|looking|seeking|needing|donc|so|pour)\b|[^\w ])"
)
# Further words of a short answer that no list knows: "commercial itinérant", "country manager France".
_MORE = re.compile(rf"(?: (?!{_FILLER}\b){_WORD}){{1,3}}$")
# An unasked bare title is the visitor's when it names its house or says here.
_HOUSE_TAIL = re.compile(
    r"^ ?(?:chez|at|@|d'une?\b|de la\b|du\b|de\b|of\b|in\b|dans\b|here\b|ici\b|speaking\b|looking\b|seeking\b|cherche\b|recherche\b"
    r"|a la recherche\b|pour une?\b|depuis\b|since\b)"
)
# "CEO, 30 people, CRM by summer": an opening that begins with the title and goes on with facts.
_MORE_FACTS = re.compile(r" ?[,-] ?[^,]*\d")
_HERE = re.compile(r"\b(?:here|ici|speaking)\b")

_THIRD_PERSON = _word(r"""
    decides?|decidera|valide|signe|doit|doivent|tranche|approves?|signs|has to|needs to|must|will|wants|veut|m'a|nous a|nous aide|asked|told|said|dit
    |souhaite que|vous|is|est|sera|was|etait|va
""")
# "Neil Garvey, owner of Garvey Hire, asked me"
_ANOTHER = re.compile(r"[^.!?;]{0,40}?(?:,|\)) ?(?:asked|told|m'a|nous a|vous|will|va|wants|veut|is|est|said|a demande|would|decides|decide)\b")
_NOT_OWN = re.compile(
    r"\b(?:n'est|pas|plus|not|never|jamais|ancien(?:ne)?|former|ex|futur|future|isn't|ain't|remplace|replacing|cherche|recherche|looking for"
    r"|hiring|recrut\w+|emploi|job as|poste de|stage de)\b"
    r"(?: \w+){0,2} ?$"
)
_BREAK = re.compile(r"[,;:!?()|\[\]]| - |(?<!\bsr)(?<!\bjr)(?<!\bresp)(?<!\bdir)\.(?=\s|$)| -- ")

_PARTICLES = frozenset(("de", "du", "da", "van", "von", "der", "la", "le", "el", "al", "bin", "&"))
_NAME = re.compile(r"[^\W\d_][\w'.-]*(?: (?:&|[^\W\d_][\w'.-]*)){0,5}")
_TWO_NAMES_AT_END = re.compile(r"[A-Z][\w'-]+ [A-Z][\w'-]+$")
_INTRODUCES = re.compile(
    r"(?:.*\b)?(?:je suis|j'suis|moi c'est|je m'appelle|mon nom est|moi|ici|i'm|im|i am|this is|my name is|my name's|it's|name's"
    r"|me) +[\w'.-]+(?: [\w'.-]+){0,3}"
)
_CLOSES = re.compile(r"\b(?:regards|best|cheers|thanks|thank you|merci|cordialement|cdt|sincerely|signed|signe)$")
_GREETS = re.compile(
    r"(?:bonjour|bjr|bonsoir|bsr|salut|slt|cc|coucou|hello|hi there|hi|hey|dear all|good morning|good afternoon|regards|best regards|kind regards|best|cheers|thanks"
    r"|thank you|merci|cordialement|bien cordialement"
    r"|cdt|signed|signe)[ ,]+",
    re.IGNORECASE,
)
_BY_SELF = re.compile(r"\b(?:moi|moi-meme|me|myself|je|i)$")

_INFINITIVE = re.compile(
    r"chargee? d(?:e |')(?!chantier|courrier|quartier|atelier|metier|dossier|affaire|partenaire|projet|clientele)\w+(?:er|ir|re)\b"
)
_NEEDS_CHARGE = re.compile(
    r"(?:chargee?|cheff?e?|head|dir\.|resp\.?|agente?|operat(?:eur|rice)|employee? de|conduct(?:eur|rice)|chief|lead|leader|partner in)"
)
# "je suis responsable et sérieux", "acheteur d'un CRM si le prix est bon": these two are also plain words.
_PLAIN_WORD = re.compile(r"responsable (?:et|mais|donc|car|quand)\b|acheteu(?:r|se) d'une?\b")
_MODIFIER = re.compile(_MODIFIERS_EN)
# Trades that are surnames too: with an unknown word before them they are a name, "julie baker".
_SURNAMES = re.compile(
    r"(?:boss|patron|owner|baker|butcher|carpenter|painter|farmer|gardener|barber|driver|builder|joiner|captain|coach|vicar|mayor|nurse|principal"
    r"|agent|welder|temp|lead|partner|cook|maire|berger)$"
)

_TOP = _word(r"""
    associee? unique|(?:co-?)?gerante?|p-?\.?d-?\.?g\.?|dg|ceo|(?:co-?)?fondat(?:eur|rice)|(?:co-?)?proprietaire|proprio|patron(?:ne)?|taulier
    |tauliere|(?:co-?)?dirigeante?|entrepreneu(?:r|se)|\w+-?entrepreneu(?:r|se)|franchisee?|direct(?:eur|rice) general|directrice generale
    |(?:co-?)?presidente?|chef d'entreprise|cheffe d'entreprise|artisane?|commercante?|indep(?:endante?)?|liberale?|freelance|freelancer|exploitante?
    |agricult(?:eur|rice)|viticult(?:eur|rice)|vigneron(?:ne)?|maire|(?:co-?)?owner(?:[-/ ]\w+)?|(?:co-?)?founder|md|gm|managing director
    |managing partner|general manager|chief executive(?: officer)?|president|chairman|chairwoman|chairperson|boss|proprietor|proprietress|landlord
    |landlady|entrepreneur|sole trader|self[- ]employed|franchisee|sole director|executive director|businessman|businesswoman|restaurat(?:eur|rice)
    |restaurateur|hoteliere?|shopkeeper|publican|garagiste|mayor
""")
_LONE_DIRECTOR = re.compile(r"^(?:company )?(?:direct(?:eur|rice)|director)$")
_NOT_TOP = _word(r"""
    adjointe?|adj|deputy|vice|assistante?|secretaire|former|ancien(?:ne)?|ex|junior|future?|associate|product owner|process owner|data owner
    |system owner|project owner|to the|regional|area|dga|employee?|hotel manager|d'exploitation|consultante?|sales|account
""")
_LOW = re.compile(
    r"\b(?:employee?|salariee?|stagiaire|apprentie?|alternante?|vendeu(?:r|se)|caissiere?|serveu(?:r|se)|standardiste|receptionniste|ouvriere?"
    r"|hotesse|magasiniere?|cariste|preparat(?:eur|rice)"
    r"|operat(?:eur|rice)|dactylo|agente?|employee|intern|trainee|apprentice|temp|receptionist|clerk|cashier|barista|waiter|waitress|worker"
    r"|labourer|laborer|picker|operator|driver|warehouseman"
    r"|chauffeu(?:r|se)|benevole|volunteer|(?:shop|sales|store|retail|care|kitchen|teaching) assistant)\b|^secretaire$|^secretary$"
    r"|^secretaire (?!general|de direction)"
)
_MIDDLE = _word(r"""
    responsable|resp|direct(?:eur|rice)|dir|chargee?|cheff?e?|gestionnaire|coordinat(?:eur|rice)|coordonnat(?:eur|rice)|assistante?|adjointe?|vice
    |vice-presidente?|tresoriere?|controleu(?:r|se)|comptable|acheteu(?:r|se)|dga|daf|raf|dsi|rssi|drh|rrh|rh|dirco|dircom|cfo|cto|coo|cmo|cio|cpo
    |chro|cro|ciso|cdo|office manager|manager|manageuse|manageress|associee?|cadre|referente?|deleguee?|administrat(?:eur|rice)|superviseu(?:r|se)
    |secretaire generale?|secretaire de direction|acheteur|conduct(?:eur|rice)|head|director|officer|vp|svp|evp|avp|treasurer|controller|comptroller
    |accountant|bookkeeper|cpa|administrator|admin|assistant|coordinator|co-ordinator|supervisor|superintendent|lead|leader|buyer|chief|partner|hr|fd
    |pa|ea|trustee|product owner|business partner|principal|headteacher|headmaster|headmistress|bursar|secretary|foreman|procurement specialist
""")
_KITCHEN = re.compile(r"(?:cheff?e? de (?:cuisine|rang|partie|bande|orchestre)|(?:head|sous|executive|pastry) chef)\b")


def rank_of(title: str) -> Rank:
    """What the title alone says of a say in a purchase; `title` in plain letters."""
    if _LONE_DIRECTOR.match(title) or (_TOP.search(title) and not _NOT_TOP.search(title)):
        return "top"
    if _KITCHEN.match(title):
        return "other"
    if _LOW.search(title):
        return "low"
    return "middle" if _MIDDLE.search(title) else "other"


# --- reading ---------------------------------------------------------------------------------------------------------


def _is_title(found: re.Match[str], bare: bool) -> bool:
    """Whether the match is a title, not a name ("julie baker"), an infinitive or a word that needs its charge."""
    title = found["title"].strip()
    if _INFINITIVE.match(title) or _NEEDS_CHARGE.fullmatch(title) or _PLAIN_WORD.match(found.string, found.start()):
        return False
    before = found.groupdict().get("before") or ""
    known = all(_MODIFIER.fullmatch(word) for word in re.split(r"[ -]", before) if word)
    return known or bool(_ENDS_IN_ARTICLE.search(found.string[: found.start()])) or (bare and not _SURNAMES.search(title))


def _title_at(message: Utterance, start: int, end: int, *, bare: bool = False) -> Title | None:
    """The longest title that begins at `start`; a bare answer may have words before and after its head that no list knows."""
    best: re.Match[str] | None = None
    for pattern in _TITLES:
        found = pattern.match(message.plain, start, end)
        if found and _is_title(found, bare) and (best is None or found.end() > best.end()):
            best = found
    if best is None:
        adjective = _ADJECTIVE.match(message.plain, start, end)
        return _title_at(message, adjective.end(), end, bare=bare) if adjective else None
    start, stop = best.span("title")
    if bare and (more := _MORE.match(message.plain, stop, end)):
        stop = more.end()
    written = re.sub(r"\s+", " ", message.raw[start:stop]).strip(" ,.;:!?-'\"")
    return Title(written, rank_of(re.sub(r"\s+", " ", message.plain[start:stop]).strip()), start, stop)


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not plain[start].isalnum():
        start += 1
    while end > start and not (plain[end - 1].isalnum() or plain[end - 1] in ".'"):
        end -= 1
    return start, end


def _segments(plain: str) -> list[tuple[int, int]]:
    """The parts between commas, full stops, brackets and dashes that hold something."""
    segments: list[tuple[int, int]] = []
    start = 0
    for end, after in [*(mark.span() for mark in _BREAK.finditer(plain)), (len(plain), len(plain))]:
        segment = _trimmed(plain, start, end)
        if segment[0] < segment[1]:
            segments.append(segment)
        start = after
    return segments


def _is_name(message: Utterance, start: int, end: int) -> bool:
    """One to six words in capitals, perhaps after a greeting: a name or a house, as before the title in a signature."""
    words = _GREETS.sub("", message.raw[start:end].strip(), count=1).replace("\u2019", "'").strip()
    if len(words) > 60 or not _NAME.fullmatch(words):
        return False
    return all(word[:1].isupper() for word in words.split() if word.lower() not in _PARTICLES)


def _follows_own_name(message: Utterance, before: tuple[int, int], start: int, has_article: bool) -> bool:
    """Whether the segment `before` names the visitor, so that the title at `start` is theirs.

    After "je suis Marc Lenoir" or "I'm Bev" the title may have its article, "the practice manager".
    """
    said = message.plain[before[0] : before[1]]
    if _INTRODUCES.fullmatch(said):
        return True
    bracketed = message.plain[before[1] : start].strip() == "("
    if bracketed and (_BY_SELF.search(said) or _TWO_NAMES_AT_END.search(message.raw[before[0] : before[1]])):
        return True
    return not has_article and _is_name(message, *before)


def _opens(message: Utterance, start: int) -> bool:
    """Whether only a greeting stands before `start` in its sentence."""
    sentence = re.split(r"[.!?]", message.plain[:start])[-1].strip(" ,:-")
    return not sentence or bool(_GREETS.fullmatch(sentence + ","))


def _in_segment(message: Utterance, start: int, end: int, before: tuple[int, int] | None, asked: bool) -> Title | None:
    """The visitor's own title that fills this part of the message by itself."""
    lead = _BARE_LEAD.match(message.plain, start, end)
    title = _title_at(message, lead.end() if lead else start, end, bare=asked)
    if title is None or _NOT_OWN.search(message.plain[max(0, start - 40) : start]):
        return None
    tail = message.plain[title.end : end]
    if _OWN_WORDS.search(message.plain, start, title.start):
        return title
    if not _TAIL.match(tail) or _THIRD_PERSON.search(tail) or _ANOTHER.match(message.plain, title.end):
        return None
    has_article = bool(_ENDS_IN_ARTICLE.search(message.plain[start : title.start]))
    if before and _follows_own_name(message, before, start, has_article):
        return title
    if has_article:
        return title if asked and not tail and _INDEFINITE.search(message.plain[start : title.start]) else None
    if before is None and start == 0 and title.rank == "top" and not tail and _MORE_FACTS.match(message.plain, end):
        return title
    names_house = bool(_HOUSE_TAIL.match(tail)) and (_opens(message, start) or bool(_HERE.search(tail)))
    return title if asked or names_house else None


def _in_signature(message: Utterance, start: int, end: int, before: tuple[int, int] | None) -> Title | None:
    """ "Cordialement, Luc Mercier Directeur Commercial": a name of two words, then the title in capitals."""
    if before is None or not _CLOSES.search(message.plain[before[0] : before[1]]):
        return None
    words = list(re.finditer(r"\S+", message.raw[start:end]))[:6]
    for word in words[2:4]:
        title = _title_at(message, start + word.start(), end)
        if title and title.text[:1].isupper() and _is_name(message, start, start + word.start()):
            return title
    return None


def _signed(message: Utterance) -> Title | None:
    """ "Kind regards, Verity Sandhurst, Operations Director": the post beside the name in a signature."""
    signature = signature_of(message)
    for start, end in signature.beside if signature else ():
        title = _title_at(message, start, end, bare=True)
        if title and title.start == start and not message.plain[title.end : end].strip(" ."):
            return title
    return None


def own_titles(message: Utterance, *, asked: bool) -> tuple[Title, ...]:
    """The titles that the visitor gives as their own, in order of place; those of bosses and colleagues are left out."""
    titles: list[Title] = []
    for lead in _SELF_LEAD.finditer(message.plain):
        title = _title_at(message, lead.end(), len(message.plain))
        if title and not _NOT_OWN.search(message.plain[max(0, lead.start() - 30) : lead.start()]) and not _ANOTHER.match(message.plain, title.end):
            titles.append(title)
    before: tuple[int, int] | None = None
    for start, end in _segments(message.plain):
        title = _in_segment(message, start, end, before, asked) or _in_signature(message, start, end, before)
        if title and not any(kept.start < title.end and title.start < kept.end for kept in titles):
            titles.append(title)
        before = (start, end)
    signed = _signed(message)
    if signed and not any(kept.start < signed.end and signed.start < kept.end for kept in titles):
        titles.insert(0, signed)
    return tuple(sorted(titles, key=lambda title: title.start))


def read_job_title(message: Utterance, *, asked: bool) -> Reading[str] | None:
    """The visitor's own job title in the visitor's words, without article and house; None when none is given.

    A bare title ("comptable") is read only when asked; someone else's ("my director decides") never is.
    """
    titles = own_titles(message, asked=asked)
    if not titles:
        return None
    title = titles[0]
    return Reading(title.text, message.quote(title.start, title.end), title.start, title.end)
