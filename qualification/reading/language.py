"""Which of the two languages a message is written in."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from qualification.bant import LANGUAGES, Language

_FRENCH_GRAMMAR = """
je tu il elle on nous vous ils elles moi toi lui leur leurs mon ma mes ton ta tes son sa ses notre nos votre vos ce cet cette ces cela ca ceci
celui celle ceux un une des du au aux et ou mais donc car ni que qui quoi dont quand comment combien pourquoi lequel laquelle quel quelle quels
quelles si est sont suis es sommes etes etait etaient etais serait serai sera seront soit ai as avons avez ont avait avais avions aurait aurai
aura fait fais faire faut faudrait peux peut pouvez pouvons peuvent pourrait pourriez veux veut voulez voulons voudrais voudrait voudrions dois
doit devons devez doivent devrait vais va allez allons vont avoir etre y en ne pas plus jamais rien aucun aucune personne dans sur sous avec sans
pour par chez vers entre depuis pendant avant apres jusque jusqu contre selon malgre sauf environ tres trop assez peu beaucoup bien mal aussi
encore deja toujours souvent parfois maintenant alors puis ensuite enfin ici la-bas voici voila oui non peut-etre parce puisque lorsque comme
ainsi tout toute tous toutes meme autre autres chaque plusieurs quelques certains c'est c'etait n'est n'ai j'ai qu'il qu'on d'un d'une l'on jsp
jsuis jai cest pr pcq ya ds svp stp bcp tt qd dc chui faudra quelqu'un quelqu aimerais aimerait
"""
_ENGLISH_GRAMMAR = """
i you he she it we they me him them my your his her its our their mine yours ours this that these those the a an and or but so because if is are
am was were be been being have has had having do does did done doing can could will would shall should may might must not no never none nothing
nobody what which who whom whose when where why how there here in at of to from with without by for about into onto over under between within
until since after before during through against very too quite rather just only also already always often sometimes now then still yet soon later
maybe perhaps yes yeah yep nope ok all any some every each both few many much more most other another such same own i'm i've i'd i'll we're we've
we'd we'll you're it's that's don't doesn't didn't can't won't isn't aren't wasn't haven't hasn't couldn't wouldn't shouldn't im ive dont cant
wont doesnt didnt isnt whats thats were u ur pls plz thx gonna wanna gotta lets let's
"""
_FRENCH_FAINT = "de le la les d l n s t c j m qu"
"""Too common in names and company names to tell a language by themselves."""

_FRENCH_WORDS = """
bonjour bonsoir salut bjr bsr slt coucou merci beaucoup bonne journee soiree matin midi soir demain hier aujourd'hui aujourd jour jours semaine
semaines mois annee annees lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier avril mai juin juillet aout septembre octobre
novembre decembre printemps ete automne hiver rentree debut fin milieu courant prochain prochaine dernier derniere bientot vite rapidement tard
tot urgence urgent deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante
cent mille dizaine vingtaine trentaine centaine euro prix tarif tarifs cout coute couter cher chere payer paiement depense argent devis facture
factures facturer facturation reglement impaye impayes abonnement gratuit gratuite logiciel logiciels outil outils besoin besoins cherche
cherchons chercher recherche recherchons souhaite souhaitons aimerions gerer gestion suivi suivre clients clientele commerciaux commerciale vente
ventes vendre vendeur vendeurs prospects relance relances commande commandes entrepot magasin boutique rupture marchandise marchandises matieres
premieres caisse articles paie paye salaire salaires salarie salaries conges bulletin bulletins fiches embauche equipe personnes collegue
collegues patron patronne gerant gerante dirigeant dirigeante directeur directrice chef cheffe responsable comptable associe associee employe
employes employee apprenti apprentis stagiaire etudiant etudiante decide decider decideur decision choix choisir valide valider signe signer avis
accord comite direction conseil entreprise entreprises societe societes boite boites asso pme tpe artisan atelier usine cabinet bureau bureaux
siege agence indépendant independant independante auto-entrepreneur autoentrepreneur particulier particuliers metier secteur batiment nettoyage
nom prenom courriel adresse telephone numero portable rappeler rappelez appeler appelez ecrire ecrivez envoyer envoyez contacter contactez
joindre joignable rendez-vous rdv creneau disponible disponibles demonstration essai essayer voir vu parler discuter savoir connaitre comprendre
dire dis dites demander demande question questions reponse repondre prefere preferer garder donner donne donnez mettre mettez prendre prendrai
prends prenez utiliser utilise utilisons changer remplacer passer marche marcher vraiment surtout seulement juste plutot presque notamment
exactement totalement completement actuellement habituellement uniquement simplement simple facile difficile petit petite petits petites grand
grande grands nouveau nouvelle ancien ancienne bon bons mauvais seul seule cause chose choses truc trucs genre fois ligne lignes site internet
hebergement heberges donnees securite robot humain conseiller service services aide aider probleme probleme panne erreur ouvrir fermer demarrer
demarrage importe importance regarde anonyme confidentiel secret pressé presse occupe occupee curieux curieuse interesse interessee desole
desolee pardon excusez oups euh bah ben bof partir francs suisses d'accord accord super parfait nickel ouais nan mdr ptdr voila enchante
enchantee cordialement bien cordiales salutations quelqu'un gens monde etape objectif fonction fonctionne fonctionner mise place tableau tableaux
fichier fichiers papier cahier main pierre attend attends attendre attendez doute sais sait savez crois croit pense pensez pensons vois voit
veuillez laisse laissez tranquille concerne rapport prevu prevoir utilisateur utilisateurs utilisatrice marketing-mail pub publicite demarchage
spam harceler obligatoire obligation
"""
_ENGLISH_WORDS = """
hi hello hey hiya howdy good morning afternoon evening night thanks thank cheers please welcome bye goodbye today tomorrow yesterday day days
week weeks month months year years quarter quarters monday tuesday wednesday thursday friday saturday sunday january february march april june
july august september october november december spring summer autumn fall winter beginning end middle next last early late asap soon rush urgent
urgently one two three four five seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty hundred thousand dozen dozens
couple half price prices pricing cost costs expensive cheap pay paid payment money spend spending quote quotes invoice invoices invoicing billing
subscription free trial software tool tools system need needs needed looking look search want wants wanted like liked love help manage management
tracking track keep kept follow followed sort sorted customer customers clients sales sell selling seller prospects leads lead order orders
warehouse shop shops store inventory goods items levels level payroll wages salary salaries leave holiday staff team people person colleague
colleagues boss owner owners co-owner founder founders director directors manager managers head officer accountant partner employee employees
apprentice apprentices intern student students decide decides deciding decision decisions choose choice chosen sign sign-off approve approval
opinion board committee company companies business businesses firm firms startup start-up charity trade freelancer freelance self-employed sole
trader contractor name names surname address phone mobile number call calling called write email mail mails emailed reach contact ring text send
sent sending meeting meet slot available demo try trying see saw talk speak speaking know knew known understand say said tell told ask asked
asking question questions answer prefer give gave given put take took taken use using used user users change replace switch switching move moving
work works working worked run runs running really actually especially mainly almost exactly totally completely currently usually simply simple
easy hard difficult small big large great new old nice better best bad alone thing things stuff kind sort time times line lines website hosted
hosting data security bot human adviser support helping issue issues problem problems broken error open close start starting started login log
matter matters important anonymous confidential private secret busy curious interested happy glad sure unsure sorry oops um uh er well right
wrong fine cool awesome perfect lol idk tbh imo btw ffs omg course maybe nothing relevant regards kind sincerely wishes best looking forward
somebody someone anyone everybody everyone world step goal feature features set setup spreadsheet spreadsheets file files paper wait waiting
doubt think thought believe guess leave alone mind deal buying buy bought shopping comparing compare research build building make makes making
made get gets getting got go goes going gone come coming back spam pushy mandatory required obligation here around roughly under less least up
down off out per grand pounds dollars
"""

_NEUTRAL = """
ok budget crm erp stock stocks client contact mail email date total minimum maximum max min test euros euro pro info infos demo pme excel sage
site marketing restaurant service services question questions plus six on as mai main pain chat sort son ton an or main pierre son tout site type
image moment important urgent simple possible excellent permanent parent grand presse cause place secret direction decision robot impossible note
notes support adresse cabinet atelier garage pour fin pas as des est mars sale dire ma me sans tous secteur mobile portable standard car non
"""


def folded(word: str) -> str:
    """The word without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).replace("œ", "oe")


def _vocabulary(text: str) -> frozenset[str]:
    return frozenset(folded(word) for word in text.split())


GRAMMAR: dict[Language, frozenset[str]] = {"fr": _vocabulary(_FRENCH_GRAMMAR + _FRENCH_FAINT), "en": _vocabulary(_ENGLISH_GRAMMAR)}
"""Pronouns, articles, auxiliaries and their like, without accents: words that hold a sentence together."""

_TRADES_TEXT = """
garage garages menuiserie boulangerie patisserie boucherie charcuterie fromagerie epicerie traiteur brasserie restaurant restaurants cafe bar
hotel camping gite cave caves domaine chateau ferme jardin jardins jardinerie paysage paysages pepiniere fleuriste fleurs pharmacie optique
clinique laboratoire ambulances institut ecole college lycee universite mairie commune departement ministere hopital maison maisons residence
immobilier immobiliere habitat construction constructions batiment isolation toiture toitures charpente couverture maconnerie plomberie chauffage
electricite peinture peintures platrerie carrelage carrelages metallerie serrurerie ferronnerie vitrerie ebenisterie meubles cuisines decoration
transports transport logistique demenagement demenagements taxi taxis auto autos automobiles pneus carrosserie mecanique nettoyage proprete
services conseil conseils audit expertise expertises comptables avocats notaires assurances assurance courtage banque informatique numerique
digital solutions systemes technologies groupe holding industrie industries emballages plastiques textiles confection imprimerie editions edition
librairie papeterie presse medias production productions studio studios agence cabinet atelier ateliers etablissements ets entreprise societe
association federation syndicat cooperative mutuelle fondation centre comptoir marche distribution negoce import export freres fils joinery
joiners tiles tiling hire rentals rental plumbing heating electrical electrics roofing builders building construction carpentry carpets flooring
kitchens bathrooms windows glazing paints decorators landscaping gardens gardening nursery farm farms dairy bakery bakers butchers deli catering
brewery pub inn cafe coffee foods food drinks wines books prints printing press publishing media design designs digital software tech
technologies systems solutions consulting consultancy consultants partners associates advisors accountants accounting legal solicitors law
insurance finance financial capital investments estates properties property homes lettings care clinic dental dentists vets pharmacy school
academy college university council nhs trust foundation charity church club gym fitness sports hair salon beauty spa fashion clothing textiles
furniture interiors lighting motors cars garage tyres taxis travel tours logistics haulage freight couriers transport removals storage cleaning
cleaners laundry security recycling waste energy power solar engineering manufacturing industries group holdings enterprises brothers bros sons
agency studio studios labs works workshop house stores supplies trading imports exports international global ltd limited plc llp inc llc corp
gmbh sarl sas sasu eurl scop scic gie sci sa snc bv ag
ehpad chu esat ccas creche foyer theatre cinema compagnie troupe quincaillerie scierie tolerie chaudronnerie chocolaterie biscuiterie creperie
pizzeria auberge bistrot vergers pepinieres viviers conserverie brulerie blanchisserie pressing animalerie bijouterie horlogerie maroquinerie
sellerie cordonnerie mercerie poissonnerie primeurs vignobles cidrerie distillerie tapisserie miroiterie marbrerie cartonnerie fonderie verrerie
charpentes toitures cycles nautique chantiers foncia gestion coiffure esthetique kinesitherapie orthodontie dentaire veterinaire
distillery winery vineyard butchery fishmongers ceramics ceramiche childcare preschool kindergarten daycare hospice housing parish society
scaffold scaffolding plastering drainage paving fencing blinds shutters upholstery antiques toys pets kennels stables ironmongers hardware fabrics
knitwear jewellers jewellery opticians physio physiotherapy fisheries seafood shipping forwarding marine boats bikes plant machinery fabrication
welding steel metals glass bookshop books roasters roastery chocolates catering events theatre cinema museum gallery framing signs stationers
launderette barbers tailors cobblers hauliers skips demolition groundworks surfacing packaging plastics chemicals textiles mills foundry forge
ville communaute metropole agglomeration ste microcreche villa gutters cement imports solicitors architects nurseries bakeries breweries candles serres snack grill scp etude elagage earl gaec conserveries confitures optics pies bakes scouts supplies seaweed mission co cie ets amap brewing taproom bagels pizza burgers noodles surgery hospital primary federation estates lifts ventilation refrigeration telecom telecoms networks recruitment staffing translations interiors
"""
_JOBS_TEXT = """
boulanger boulangere patissier patissiere boucher fleuriste pharmacien pharmacienne medecin infirmier infirmiere dentiste veterinaire kine
opticien architecte avocat avocate notaire plombier electricien menuisier macon peintre carreleur couvreur charpentier garagiste mecanicien
coiffeur coiffeuse estheticienne restaurateur restauratrice traiteur cuisinier serveur hotelier agriculteur viticulteur maraicher eleveur
paysagiste jardinier libraire imprimeur graphiste photographe formateur formatrice coach professeur enseignant enseignante magasinier magasiniere
livreur chauffeur cariste ouvrier ouvriere agent agente conducteur conductrice chargee charge controleur controleuse coordinateur coordinatrice
animateur animatrice adjoint adjointe cadre fondateur fondatrice cofondateur cofondatrice co-fondateur co-fondatrice tresorier tresoriere
benevole benevoles adherent conseillere recruteur recruteuse redacteur redactrice gestionnaire logisticien logisticienne acheteuse preparateur
vendeuse caissier caissiere standardiste hote hotesse technico-commercial technico-commerciale chomeur chomeuse demandeur emploi retraitee
proprietaire exploitant exploitante co-gerant cogerant co-gerante cogerante cdp dg dga daf raf drh rrh dsi rssi pdg ceo cfo cto coo cmo cio md fd
pa ea vp junior senior executif resp directrices directeurs gerants administrateur administratrice administratif administrative informaticien
informaticienne dev managing chief operating executive deputy vice senior junior regional area national assistant co-founder cofounder bookkeeper
receptionist secretary treasurer chairman chairwoman chair purchasing procurement buyer specialist coordinator administrator admin supervisor
controller analyst clerk cashier planner scheduler dispatcher driver picker foreman site project product account accounts marketing operations
commercial technical practice office surveyor solicitor lawyer barrister teacher tutor trainer nurse doctor carer dentist vet optician
hairdresser beautician plumber electrician carpenter joiner builder roofer decorator painter gardener landscaper farmer butcher baker chef cook
waiter barista publican landlord landlady agent photographer designer developer programmer engineer consultant recruiter volunteer trustee
principal headteacher vicar solopreneur entrepreneur businessman businesswoman contractor temp jobseeker unemployed graduate pupil researcher
journalist
"""
JOBS = frozenset(_JOBS_TEXT.split())
"""What people do, in either language."""

TRADES = frozenset(_TRADES_TEXT.split())
"""What companies call themselves by, in either language, so that it is no part of a person's name."""

WORDS: dict[Language, frozenset[str]] = {"fr": _vocabulary(_FRENCH_WORDS), "en": _vocabulary(_ENGLISH_WORDS)}
"""What visitors often say besides, without accents."""


def _weights() -> dict[str, float]:
    """French is positive; a word of both languages tells nothing, unless only one uses it to build sentences."""
    told: dict[str, float] = {}
    for language in LANGUAGES:
        sign = 1.0 if language == "fr" else -1.0
        for word in WORDS[language]:
            told[word] = told.get(word, 0.0) + 0.8 * sign
        for word in GRAMMAR[language]:
            told[word] = told.get(word, 0.0) + sign
    told.update(dict.fromkeys(_vocabulary(_NEUTRAL), 0.0))
    told.update(dict.fromkeys(_FRENCH_FAINT.split(), 0.5))
    told.update(
        {"pas": 0.9, "des": 0.8, "est": 0.9, "pour": 0.9, "non": 0.4, "ma": 0.8, "sans": 0.9, "tous": 0.9, "tout": 0.7, "plus": 0.3, "on": 0.2}
    )
    told.update(dict.fromkeys(("bonjour", "bonsoir", "bjr", "slt", "bsr"), SWITCH))
    told.update({"a": -0.2, "dont": -0.4, "no": -0.7, "me": 0.0, "i": -1.0, "the": -1.0})
    return told


SWITCH = 1.5
"""How much more must tell for the other language before a conversation changes: about two plain words."""

NEUTRAL = _vocabulary(_NEUTRAL)
"""Words of business that both languages use."""

_WEIGHTS = _weights()
_CONTACTS = re.compile(r"\S*[@/\\]\S*|\S*\w\.\w\S*|\S*\d\S*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FRENCH_ELISION = re.compile(r"(?:[ldnjcmts]|qu|jusqu|lorsqu|puisqu|quelqu|aujourd)'(?=[a-z]{2})")
_ENGLISH_CONTRACTION = re.compile(r"[a-z]+(?:n't|'(?:s|re|ve|ll|d|m))")
_FRENCH_ENDING = re.compile(r"[a-z]{3,}(?:aient|eux|euse|euses|ique|iques|ement|ements|aux|eaux|eur|eurs|oir|ons|ez|ees|ienne|elle|elles|tte)")
_ENGLISH_ENDING = re.compile(r"[a-z]{3,}(?:ing|ings|ly|ness|ful|ght|ship|ck|sh|ward|wards|ied)|(?:th|wh|kn|wr)[a-z]{2,}")
_ACCENTED = frozenset("àâçéèêëîïôûùœ")


def recognise(text: str, current: Language | None) -> Language:
    """The language of the message; one too short or too neutral to tell keeps `current`, or is French when there is none."""
    told = _told(text)
    if current is None:
        return "en" if told < 0 else "fr"
    towards_other = -told if current == "fr" else told
    if towards_other >= SWITCH:
        return "en" if current == "fr" else "fr"
    return current


@lru_cache(maxsize=8192)
def _weight_of(lowered: str) -> float:
    return _weight(folded(lowered), accented=not _ACCENTED.isdisjoint(lowered))


def _told(text: str) -> float:
    """The weights of all words together. Contacts and figures are left out, and capitals inside a sentence weigh little: they are names."""
    total = 0.0
    first = True
    for found in _WORD.finditer(_CONTACTS.sub(" ", text)):
        raw = found.group().replace("’", "'")
        weight = _weight_of(raw.lower()) if len(raw) < 40 else 0.0
        is_name_like = raw[0].isupper() and not raw.isupper() and not first
        total += weight * (0.3 if is_name_like else 1.0)
        first = False
    return total


def _weight(word: str, *, accented: bool) -> float:
    if word == "a" and accented:
        return 0.9
    known = _WEIGHTS.get(word)
    if known is not None:
        return known + (0.3 if accented and known >= 0 else 0.0)
    if "'" in word:
        if _ENGLISH_CONTRACTION.fullmatch(word) and not _FRENCH_ELISION.match(word):
            return -1.0
        if _FRENCH_ELISION.match(word):
            return 0.6 + max(0.0, _WEIGHTS.get(word.partition("'")[2], 0.0))
    if "-" in word:
        return max((_WEIGHTS.get(part, 0.0) for part in word.split("-")), key=abs)
    if accented:
        return 0.5
    if _FRENCH_ENDING.fullmatch(word):
        return 0.3
    return -0.3 if _ENGLISH_ENDING.fullmatch(word) else 0.0
