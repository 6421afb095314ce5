"""The date formats of feeds, headers and pages into aware times."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from aggregator.article import When

LONGEST = 300
"""Characters of a text that are looked at: a date line, not a paragraph."""

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years outside are numbers, not years."""

# ------------------------------------------------------------------------------------------------------- names
# Language: the twelve months; "/" between forms (nominative, genitive, abbreviation), "_" for a space inside a name.
# After CLDR's wide and abbreviated forms, with what news sites print besides. Accents are optional in the look-up.
_MONTHS = """
en: january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct
    november/nov december/dec
de: januar/jan/jänner/jän februar/feb/feber märz/mär/mrz/maerz april/apr mai juni/jun juli/jul august/aug
    september/sep/sept oktober/okt november/nov dezember/dez
fr: janvier/janv/jan février/févr/fév mars avril/avr mai juin juillet/juil août/aou septembre/sept octobre/oct
    novembre/nov décembre/déc
es: enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago
    septiembre/setiembre/sept/sep/set octubre/oct noviembre/nov diciembre/dic
it: gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago settembre/set/sett
    ottobre/ott novembre/nov dicembre/dic
pt: janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set outubro/out
    novembro/nov dezembro/dez
gl: xaneiro/xan febreiro/feb marzo/mar abril/abr maio/mai xuño/xuñ xullo/xul agosto/ago setembro/set outubro/out
    novembro/nov decembro/dec
ca: gener/gen febrer/febr març abril/abr maig juny juliol/jul agost/ag setembre/set octubre/oct novembre/nov
    desembre/des
eu: urtarrila/urtarrilaren/urt otsaila/otsailaren/ots martxoa/martxoaren apirila/apirilaren/api
    maiatza/maiatzaren/mai ekaina/ekainaren/eka uztaila/uztailaren/uzt abuztua/abuztuaren/abu iraila/irailaren/ira
    urria/urriaren/urr azaroa/azaroaren/aza abendua/abenduaren/abe
nl: januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sep/sept oktober/okt
    november/nov december/dec
af: januarie/jan februarie/feb maart/mrt april/apr mei junie/jun julie/jul augustus/aug september/sep oktober/okt
    november/nov desember/des
sv: januari/jan februari/feb mars/mar april/apr maj juni/jun juli/jul augusti/aug september/sep/sept oktober/okt
    november/nov december/dec
no: januar/jan februar/feb mars/mar april/apr mai juni/jun juli/jul august/aug september/sep/sept oktober/okt
    november/nov desember/des
da: januar/jan februar/feb marts/mar april/apr maj juni/jun juli/jul august/aug september/sep/sept oktober/okt
    november/nov december/dec
is: janúar/jan febrúar/feb mars/mar apríl/apr maí júní/jún júlí/júl ágúst/ágú september/sept/sep október/okt
    nóvember/nóv desember/des
fo: januar/jan februar/feb mars/mar apríl/apr mai juni/jun juli/jul august/aug september/sep oktober/okt
    november/nov desember/des
fi: tammikuu/tammikuuta/tammikuun/tammi helmikuu/helmikuuta/helmikuun/helmi maaliskuu/maaliskuuta/maaliskuun/maalis
    huhtikuu/huhtikuuta/huhtikuun/huhti toukokuu/toukokuuta/toukokuun/touko kesäkuu/kesäkuuta/kesäkuun/kesä
    heinäkuu/heinäkuuta/heinäkuun/heinä elokuu/elokuuta/elokuun/elo syyskuu/syyskuuta/syyskuun/syys
    lokakuu/lokakuuta/lokakuun/loka marraskuu/marraskuuta/marraskuun/marras joulukuu/joulukuuta/joulukuun/joulu
et: jaanuar/jaan veebruar/veebr märts aprill/apr mai juuni juuli august/aug september/sept oktoober/okt november/nov
    detsember/dets
lv: janvāris/janvārī/janv februāris/februārī/febr marts/martā aprīlis/aprīlī/apr maijs/maijā jūnijs/jūnijā/jūn
    jūlijs/jūlijā/jūl augusts/augustā/aug septembris/septembrī/sept oktobris/oktobrī/okt novembris/novembrī/nov
    decembris/decembrī/dec
lt: sausis/sausio/saus vasaris/vasario/vas kovas/kovo/kov balandis/balandžio/bal gegužė/gegužės/geg
    birželis/birželio/birž liepa/liepos/liep rugpjūtis/rugpjūčio/rugp rugsėjis/rugsėjo/rugs spalis/spalio/spal
    lapkritis/lapkričio/lapkr gruodis/gruodžio/gruod
pl: styczeń/stycznia/sty luty/lutego/lut marzec/marca/mar kwiecień/kwietnia/kwi maj/maja czerwiec/czerwca/cze
    lipiec/lipca/lip sierpień/sierpnia/sie wrzesień/września/wrz październik/października/paź listopad/listopada/lis
    grudzień/grudnia/gru
cs: leden/ledna/led únor/února/úno březen/března/bře duben/dubna/dub květen/května/kvě červen/června/čvn
    červenec/července/čvc srpen/srpna/srp září/zář říjen/října/říj listopad/listopadu/lis prosinec/prosince/pro
sk: január/januára/jan február/februára/feb marec/marca/mar apríl/apríla/apr máj/mája jún/júna júl/júla
    august/augusta/aug september/septembra/sep október/októbra/okt november/novembra/nov december/decembra/dec
sl: januar/januarja/jan februar/februarja/feb marec/marca/mar april/aprila/apr maj/maja junij/junija/jun
    julij/julija/jul avgust/avgusta/avg september/septembra/sep oktober/oktobra/okt november/novembra/nov
    december/decembra/dec
hr: siječanj/siječnja/sij veljača/veljače/velj ožujak/ožujka/ožu travanj/travnja/tra svibanj/svibnja/svi
    lipanj/lipnja/lip srpanj/srpnja/srp kolovoz/kolovoza/kol rujan/rujna/ruj listopad/listopada/lis
    studeni/studenoga/studenog/stu prosinac/prosinca/pro
bs: januar/januara/jan februar/februara/feb mart/marta/mar april/aprila/apr maj/maja juni/juna/jun juli/jula/jul
    august/augusta/avgust/avgusta/aug septembar/septembra/sep oktobar/oktobra/okt novembar/novembra/nov
    decembar/decembra/dec
sr: јануар/јануара/јан/januar/januara/jan фебруар/фебруара/феб/februar/februara/feb март/марта/мар/mart/marta/mar
    април/априла/апр/april/aprila/apr мај/маја/maj/maja јун/јуна/јуни/jun/juna јул/јула/јули/jul/jula
    август/августа/авг/avgust/avgusta/avg септембар/септембра/сеп/septembar/septembra/sep
    октобар/октобра/окт/oktobar/oktobra/okt новембар/новембра/нов/novembar/novembra/nov
    децембар/децембра/дец/decembar/decembra/dec
mk: јануари/јан февруари/фев март/мар април/апр мај јуни/јун јули/јул август/авг септември/септ октомври/окт
    ноември/ноем декември/дек
bg: януари/ян февруари/фев март/мар април/апр май юни/юн юли/юл август/авг септември/септ октомври/окт ноември/ное
    декември/дек
ru: январь/января/янв февраль/февраля/фев/февр март/марта/мар апрель/апреля/апр май/мая июнь/июня/июн июль/июля/июл
    август/августа/авг сентябрь/сентября/сен/сент октябрь/октября/окт ноябрь/ноября/ноя/нояб декабрь/декабря/дек
uk: січень/січня/січ лютий/лютого/лют березень/березня/бер квітень/квітня/квіт травень/травня/трав
    червень/червня/черв липень/липня/лип серпень/серпня/серп вересень/вересня/вер жовтень/жовтня/жовт
    листопад/листопада/лист грудень/грудня/груд
be: студзень/студзеня/сту люты/лютага/лют сакавік/сакавіка/сак красавік/красавіка/кра май/мая/травень/траўня
    чэрвень/чэрвеня/чэр ліпень/ліпеня/ліп жнівень/жніўня/жні верасень/верасня/вер кастрычнік/кастрычніка/кас
    лістапад/лістапада/ліс снежань/снежня/сне
kk: қаңтар/қаң ақпан/ақп наурыз/нау сәуір/сәу мамыр/мам маусым/мау шілде/шіл тамыз/там қыркүйек/қыр қазан/қаз
    қараша/қар желтоқсан/жел
ky: январь/янв февраль/фев март/мар апрель/апр май июнь/июн июль/июл август/авг сентябрь/сен октябрь/окт ноябрь/ноя
    декабрь/дек
uz: yanvar/yan fevral/fev mart/mar aprel/apr may iyun/iyn iyul/iyl avgust/avg sentabr/sen oktabr/okt noyabr/noy
    dekabr/dek
az: yanvar/yan fevral/fev mart/mar aprel/apr may iyun/iyn iyul/iyl avqust/avq sentyabr/sen oktyabr/okt noyabr/noy
    dekabr/dek
tr: ocak/oca şubat/şub mart/mar nisan/nis mayıs/may haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki kasım/kas
    aralık/ara
ku: rêbendan/çile reşemî/sibat adar/avdar nîsan/avrêl gulan pûşper/hezîran tîrmeh/temmûz tebax gelawêj/îlon cotmeh
    mijdar kanûn
hu: január/jan február/febr/feb március/márc/már április/ápr május/máj június/jún július/júl augusztus/aug
    szeptember/szept október/okt november/nov december/dec
ro: ianuarie/ian februarie/feb martie/mar/mart aprilie/apr mai iunie/iun iulie/iul august/aug septembrie/sept/sep
    octombrie/oct noiembrie/noi/nov decembrie/dec
sq: janar/jan shkurt/shk mars/mar prill/pri maj qershor/qer korrik/korr gusht/gush shtator/sht tetor/tet nëntor/nën
    dhjetor/dhj
el: ιανουάριος/ιανουαρίου/ιαν φεβρουάριος/φεβρουαρίου/φεβ μάρτιος/μαρτίου/μαρ απρίλιος/απριλίου/απρ
    μάιος/μαΐου/μαϊ/μαι ιούνιος/ιουνίου/ιουν ιούλιος/ιουλίου/ιουλ αύγουστος/αυγούστου/αυγ
    σεπτέμβριος/σεπτεμβρίου/σεπ/σεπτ οκτώβριος/οκτωβρίου/οκτ νοέμβριος/νοεμβρίου/νοε δεκέμβριος/δεκεμβρίου/δεκ
cy: ionawr/ion chwefror/chwe mawrth/maw ebrill/ebr mai mehefin/meh gorffennaf/gorff awst medi hydref/hyd
    tachwedd/tach rhagfyr/rhag
ga: eanáir/ean feabhra/feabh márta aibreán/aib bealtaine/beal meitheamh/meith iúil lúnasa/lún meán_fómhair/mfómh
    deireadh_fómhair/dfómh samhain/samh nollaig/noll
mt: jannar/jan frar/fra marzu/mar april/apr mejju/mej ġunju/ġun lulju/lul awwissu/aww settembru/set ottubru/ott
    novembru/nov diċembru/diċ
eo: januaro/jan februaro/feb marto/mar aprilo/apr majo/maj junio/jun julio/jul aŭgusto/aŭg septembro/sep oktobro/okt
    novembro/nov decembro/dec
id: januari/jan februari/feb/peb maret/mar april/apr mei juni/jun juli/jul agustus/agu/agt/ags september/sep/sept
    oktober/okt november/nov/nop desember/des
ms: januari/jan februari/feb mac april/apr mei jun julai/jul ogos/ogo september/sep oktober/okt november/nov
    disember/dis
tl: enero/ene pebrero/peb marso/mar abril/abr mayo/may hunyo/hun hulyo/hul agosto/ago setyembre/set oktubre/okt
    nobyembre/nob disyembre/dis
sw: januari/jan februari/feb machi/mac aprili/apr mei juni/jun julai/jul agosti/ago septemba/sep oktoba/okt
    novemba/nov desemba/des
so: janaayo/jannaayo febraayo maarso abriil/abriil maajo juun luuliyo agoosto sebteembar oktoobar nofeembar
    diseembar
ha: janairu/jan faburairu/fab maris/mar afrilu/afi mayu/may yuni/yun yuli/yul agusta/agu satumba/sat oktoba/okt
    nuwamba/nuw disamba/dis
zu: januwari/ujanuwari/masingana febhuwari/ufebhuwari/februwari/nhlolanja mashi/umashi/ndasa aphreli/u-aphreli/mbasa
    meyi/umeyi/nhlaba juni/ujuni/nhlangulana julayi/ujulayi/ntulikazi agasti/uagasti/ncwaba
    septhemba/useptemba/mandulo okthoba/uokthoba/mfumfu novemba/unovemba/lwezi disemba/udisemba/zibandlela
ar: يناير/جانفي/كانون_الثاني فبراير/فيفري/شباط مارس/آذار/اذار أبريل/ابريل/إبريل/أفريل/نيسان مايو/ماي/أيار/ايار
    يونيو/يونية/جوان/حزيران يوليو/يوليوز/جويلية/تموز أغسطس/اغسطس/غشت/أوت/آب سبتمبر/شتنبر/أيلول/ايلول
    أكتوبر/اكتوبر/تشرين_الأول/تشرين_الاول نوفمبر/نونبر/تشرين_الثاني ديسمبر/دجنبر/كانون_الأول/كانون_الاول
he: ינואר/בינואר/ינו פברואר/בפברואר/פבר מרץ/במרץ/מרס/במרס אפריל/באפריל/אפר מאי/במאי יוני/ביוני יולי/ביולי
    אוגוסט/באוגוסט/אוג ספטמבר/בספטמבר/ספט אוקטובר/באוקטובר/אוק נובמבר/בנובמבר/נוב דצמבר/בדצמבר/דצמ
fa: ژانویه/ژانویهٔ فوریه/فوریهٔ مارس آوریل/آوریل مه/می ژوئن/ژوئن ژوئیه/جولای اوت/آگوست/اگست سپتامبر اکتبر نوامبر
    دسامبر
ur: جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
ps: جنوري فبروري مارچ اپریل می جون جولای اګست سپتمبر اکتوبر نومبر دسمبر
hi: जनवरी/जन फरवरी/फ़रवरी/फर मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर नवंबर/नवम्बर
    दिसंबर/दिसम्बर
mr: जानेवारी/जाने फेब्रुवारी/फेब्रु मार्च एप्रिल मे जून जुलै ऑगस्ट/ऑग सप्टेंबर/सप्टें ऑक्टोबर/ऑक्टो
    नोव्हेंबर/नोव्हें डिसेंबर/डिसें
ne: जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट/अगस्त सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर
bn: জানুয়ারি/জানুয়ারী ফেব্রুয়ারি/ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট/অগাস্ট সেপ্টেম্বর অক্টোবর নভেম্বর
    ডিসেম্বর
gu: જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ/ઓગસ્ટ સપ્ટેમ્બર ઑક્ટોબર/ઓક્ટોબર નવેમ્બર ડિસેમ્બર
pa: ਜਨਵਰੀ ਫ਼ਰਵਰੀ/ਫਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ
ta: ஜனவரி/ஜன பிப்ரவரி/பிப் மார்ச்/மார் ஏப்ரல்/ஏப் மே ஜூன் ஜூலை ஆகஸ்ட்/ஆக செப்டம்பர்/செப் அக்டோபர்/அக் நவம்பர்/நவ
    டிசம்பர்/டிச
te: జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జులై/జూలై ఆగస్టు సెప్టెంబర్ అక్టోబర్ నవంబర్ డిసెంబర్
kn: ಜನವರಿ ಫೆಬ್ರವರಿ/ಫೆಬ್ರುವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂಬರ್ ಅಕ್ಟೋಬರ್ ನವೆಂಬರ್ ಡಿಸೆಂಬರ್
ml: ജനുവരി/ജനു ഫെബ്രുവരി/ഫെബ്രു മാർച്ച് ഏപ്രിൽ മേയ്/മെയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ്/ആഗസ്റ്റ് സെപ്റ്റംബർ/സെപ്തംബർ ഒക്ടോബർ
    നവംബർ ഡിസംബർ
si: ජනවාරි පෙබරවාරි මාර්තු අප්‍රේල්/අප්රේල් මැයි ජූනි ජූලි අගෝස්තු සැප්තැම්බර් ඔක්තෝබර් නොවැම්බර් දෙසැම්බර්
th: มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม
lo: ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ
my: ဇန်နဝါရီ ဖေဖော်ဝါရီ မတ် ဧပြီ မေ ဇွန် ဇူလိုင် ဩဂုတ်/သြဂုတ် စက်တင်ဘာ အောက်တိုဘာ နိုဝင်ဘာ ဒီဇင်ဘာ
km: មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ
ka: იანვარი/იანვარს/იან თებერვალი/თებ მარტი/მარ აპრილი/აპრ მაისი/მაი ივნისი/ივნ ივლისი/ივლ აგვისტო/აგვ
    სექტემბერი/სექ ოქტომბერი/ოქტ ნოემბერი/ნოე დეკემბერი/დეკ
hy: հունվար/հունվարի/հնվ փետրվար/փետրվարի/փտվ մարտ/մարտի/մրտ ապրիլ/ապրիլի/ապր մայիս/մայիսի/մյս հունիս/հունիսի/հնս
    հուլիս/հուլիսի/հլս օգոստոս/օգոստոսի/օգս սեպտեմբեր/սեպտեմբերի/սեպ հոկտեմբեր/հոկտեմբերի/հոկ նոյեմբեր/նոյեմբերի/նոյ
    դեկտեմբեր/դեկտեմբերի/դեկ
"""

# The Solar Hijri months (Iran; the same under their Dari names in Afghanistan). A year behind them is 1300–1499.
_JALALI_MONTHS = """
fa: فروردین اردیبهشت خرداد تیر مرداد/امرداد شهریور مهر آبان آذر دی بهمن اسفند
ps: حمل/وری ثور/غویی جوزا/غبرګولی سرطان/چنګاښ اسد/زمری سنبله/وږی میزان/تله عقرب/لړم قوس/لیندۍ جدی/مرغومی دلو/سلواغه
    حوت/کب
"""

# Thai prints months short with dots: "20 พ.ย. 69".
_THAI_SHORT = {
    "ม.ค.": 1, "ก.พ.": 2, "มี.ค.": 3, "เม.ย.": 4, "พ.ค.": 5, "มิ.ย.": 6,
    "ก.ค.": 7, "ส.ค.": 8, "ก.ย.": 9, "ต.ค.": 10, "พ.ย.": 11, "ธ.ค.": 12,
}  # fmt: skip
_THAI_SHORT_PATTERN = re.compile("(?:ม|ก|มี|เม|พ|มิ|ส|ต|ธ)\\.\\s?(?:ค|พ|ย)\\.?")

# Japanese eras and the Republic of China's: name → the year before its first.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911, "中華民國": 1911}

# Abbreviated zones in hours. Those with two meanings (CST, IST, BST, AST …) have the one that news sites print most:
# RFC 5322 for America's, India's IST, Britain's BST.
_ZONES: Mapping[str, float] = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2,
    "cat": 2, "sast": 2, "eet": 2, "eest": 3, "msk": 3, "мск": 3, "trt": 3, "eat": 3, "ast": -4, "adt": -3,
    "irst": 3.5, "gst": 4, "aft": 4.5, "pkt": 5, "ist": 5.5, "npt": 5.75, "bdt": 6, "wib": 7, "ict": 7, "wita": 8,
    "hkt": 8, "sgt": 8, "myt": 8, "pht": 8, "awst": 8, "wit": 9, "jst": 9, "kst": 9, "acst": 9.5, "acdt": 10.5,
    "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "nst": -3.5, "ndt": -2.5, "art": -3, "brt": -3, "clt": -4,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "akdt": -8,
    "hst": -10, "wat": 1, "idt": 3,
}  # fmt: skip

# America's zones without saying whether it is summer: the day tells.
_AMERICAN = {"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles"}

_MONTH_FIRST_REGIONS = frozenset({"us", "ph", "pr", "gu", "as", "mp", "vi", "fm", "mh", "pw"})


def _accentless(word: str) -> str:
    """Return `word` without the accents of Latin, Greek and Cyrillic (other scripts need their marks)."""
    if word.isascii():
        return word
    bare = "".join(one for one in unicodedata.normalize("NFD", word) if not "\u0300" <= one <= "\u036f")
    return unicodedata.normalize("NFC", bare).replace("ı", "i")


def _table(text: str) -> dict[str, dict[int, set[str]]]:
    """Return word → month → languages in which it means that month."""
    found: dict[str, dict[int, set[str]]] = {}
    language, number = "", 0
    for forms in text.split():
        if forms.endswith(":"):
            language, number = forms[:-1], 0
            continue
        number += 1
        for form in forms.split("/"):
            word = _accentless(_prepared(form.replace("_", " ")))
            found.setdefault(word, {}).setdefault(number, set()).add(language)
    return found


# Digits of all scripts, and punctuation that stands for ours.
_PUNCTUATION = str.maketrans(
    {
        "\u2212": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2010": "-",
        "\u2011": "-",
        "\u060c": ",",
        "\u3001": ",",
        "\uff0c": ",",
        "\u2019": "'",
        "\u066b": ".",
        "\u200c": " ",
        "\u200e": "",
        "\u200f": "",
        "\u0640": "",
        "\u064a": "\u06cc",
        "\u0649": "\u06cc",
        "\u0643": "\u06a9",
    }
)


def _prepared(text: str) -> str:
    """Return `text` in the form that is searched: NFKC, ASCII digits, lower case, plain punctuation, single spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_PUNCTUATION)
        text = "".join(str(unicodedata.decimal(one)) if one.isdecimal() and not one.isascii() else one for one in text)
        # "i̇" is what lower-casing makes of the Turkish capital İ.
        return " ".join(text.lower().replace("i\u0307", "i").split())
    return " ".join(text.lower().split())


_MONTH_WORDS = _table(_MONTHS)
_JALALI_WORDS = _table(_JALALI_MONTHS)


# ---------------------------------------------------------------------------------------------------- the machine's
_ISO = re.compile(
    r"(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)"
    r"(?:(?:[Tt_,]|\s{0,3}[-|,@]?\s{0,3})(?:at\s)?(?P<h>\d{1,2})[:.\-](?P<mi>\d{2})(?:[:.\-](?P<s>\d{2})(?:[.,:]\d{1,9})?)?"
    r"\s{0,3}(?P<ap>[AaPp]\.?[Mm]\.?)?"
    r"\s{0,3}(?P<z>[Zz](?![A-Za-z])|(?:UTC|GMT)?\s?[+-]\d{1,2}(?::?\d{2})?(?!\d)|[A-Za-z]{2,5}(?![A-Za-z]))?)?"
)
_STRICT = re.compile(
    r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])"
)
"""RFC 3339 as sitemaps and Atom have it by the thousand: read in a fifth of the time by the standard library."""

_COMPACT = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:[T ]?(?P<h>\d\d)(?P<mi>\d\d)(?P<s>\d\d)?(?P<z>Z|[+-]\d\d:?\d\d)?)?"
)
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?(?:\.\d{1,6})?")


def parse_when(
    text: str, *, languages: Sequence[str] = (), day_first: bool | None = None, now: dt.datetime | None = None
) -> When | None:
    """Return the first moment that `text` states, no more precise than it states it; None where it states none.

    Reads ISO 8601, RFC 5322 and RFC 9557, Unix time, dates in words of some 70 languages, Chinese, Japanese and Korean
    dates, Japanese eras, Buddhist, Republic of China's and Solar Hijri years. `languages` (BCP 47, the likeliest first)
    and `day_first` decide what `03/04/2026` is: without them it is nothing. `now` gives days without a year theirs
    (the latest that does not lie ahead); without it they are nothing either.

    >>> parse_when("20 novembre 2026")
    datetime.date(2026, 11, 20)
    >>> parse_when("2026-11-20T08:00:00+01:00").isoformat()
    '2026-11-20T08:00:00+01:00'
    """
    stripped = text[: LONGEST * 4].strip()[:LONGEST]
    if _STRICT.fullmatch(stripped):
        try:
            return dt.datetime.fromisoformat(stripped)
        except ValueError:  # the 30th of February, 25 o'clock, a leap second: what can be saved is saved below
            pass
    match = _ISO.fullmatch(stripped)
    if match is not None:
        return _from_iso(match)
    if stripped.isascii() and stripped[:1].isdigit():
        if _EPOCH.fullmatch(stripped):
            return _from_epoch(stripped)
        match = _COMPACT.fullmatch(stripped)
        if match is not None:
            return _from_iso(match)
    return next((found.when for found in find_whens(stripped, languages=languages, day_first=day_first, now=now)), None)


def to_utc_text(when: When) -> str:
    """Return `YYYY-MM-DDTHH:MM:SSZ`, always 20 characters: a day is its midnight, a naive time is taken as UTC.

    >>> to_utc_text(dt.date(2026, 11, 20))
    '2026-11-20T00:00:00Z'
    """
    if not isinstance(when, dt.datetime):
        when = dt.datetime.combine(when, dt.time(0, 0))
    if when.tzinfo is not None:
        try:
            when = when.astimezone(dt.UTC)
        except OverflowError:  # the first or last day that Python knows
            when = when.replace(tzinfo=None)
    return f"{when.year:04}-{when.month:02}-{when.day:02}T{when.hour:02}:{when.minute:02}:{when.second:02}Z"


def day_of(when: When) -> dt.date:
    """Return the day of `when`, as stated (not moved to UTC)."""
    return when.date() if isinstance(when, dt.datetime) else when


def _from_epoch(text: str) -> When | None:
    whole = text.partition(".")[0]
    seconds = int(whole) / (1000 if len(whole) == 13 else 1)
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC)


def _from_iso(match: re.Match[str]) -> When | None:
    parts = match.groupdict()
    day = _day(int(parts["y"]), int(parts["m"]), int(parts["d"]))
    if day is None or parts["h"] is None:
        return day
    return _at(day, parts["h"], parts["mi"], parts["s"], half=parts.get("ap"), zone=parts["z"])


def _day(year: int, month: int, day: int) -> dt.date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _at(
    day: dt.date, hour: str, minute: str | None, second: str | None, *, half: str | None, zone: str | None
) -> dt.datetime | dt.date | None:
    """Return the moment; only the day where the time is impossible."""
    h, m, s = int(hour), int(minute or 0), min(int(second or 0), 59)
    if half:
        afternoon = half in _AFTERNOON or half.lower().startswith("p")
        if h > 12:
            pass
        elif afternoon:
            h = h % 12 + 12
        else:
            h %= 12
    if h == 24 and m == 0:  # ISO 8601's end of the day
        return (
            dt.datetime.combine(day, dt.time(0, 0), _zone(zone, day)) + dt.timedelta(days=1)
            if day < dt.date.max
            else day
        )
    if h > 23 or m > 59:
        return day
    return dt.datetime.combine(day, dt.time(h, m, s), _zone(zone, day))


_OFFSET = re.compile(r"(?:utc|gmt)?\s?([+-])(\d{1,2}):?(\d{2})?")


def _zone(text: str | None, day: dt.date) -> dt.tzinfo | None:
    """Return the fixed offset that `text` (`Z`, `+0100`, `GMT+7`, `CET`, `ET`) stands for on `day`; None for none."""
    if not text:
        return None
    text = text.strip().lower()
    if text in _ZONES:
        return _fixed(_ZONES[text] * 60)
    if text in _AMERICAN:
        offset = ZoneInfo(_AMERICAN[text]).utcoffset(dt.datetime.combine(day, dt.time(12)))
        return dt.timezone(offset) if offset is not None else None
    match = _OFFSET.fullmatch(text)
    if match is None:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return _fixed(-minutes if match[1] == "-" else minutes) if minutes <= 14 * 60 else None


@lru_cache(maxsize=200)
def _fixed(minutes: float) -> dt.tzinfo:
    return dt.timezone(dt.timedelta(minutes=minutes)) if minutes else dt.UTC


# ---------------------------------------------------------------------------------------------------- in words
@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One moment in a running text."""

    when: When
    start: int
    end: int
    """Where it stands in the prepared text (`before` is what stands ahead of it)."""

    before: str
    """The prepared text between the moment before (or the beginning) and this one: its label, if it has one."""


@dataclass(frozen=True, slots=True)
class _Date:
    day: dt.date
    start: int
    end: int


_NUMBER_WORD = re.compile(r"\d+|[^\s\d.,;:/|()\[\]{}<>'\"·•_+*=#@&-]+")

_CJK = re.compile(
    r"(?:(?P<era>令和|平成|昭和|中華民國|民國|民国)\s?)?(?P<y>\d{1,4}|元)\s?[年년]\s?"
    r"(?:\([^)]{1,12}\)\s?)?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日号號일]"
)
_NUMERIC_YMD = re.compile(
    r"(?<![\d.:/-])(?P<y>(?:1[3-9]|2[0-6])\d\d)\s?(?P<sep>[-/.])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<d>\d{1,2})(?![\d])"
)
_NUMERIC_DMY = re.compile(
    r"(?<![\d.:/-])(?P<a>\d{1,2})\s?(?P<sep>[-/.|])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?(?P<y>(?:1[3-9]|"
    r"2[0-6])\d\d|\d\d(?![\d:./-]))(?!\d)"
)

_TIME = re.compile(
    r"(?P<before>오전|오후|午前|午後|上午|下午|中午|晚上|凌晨|早上|晚間|πμ|μμ|am|pm)?\s?"
    r"(?<![\d.,:/-])(?P<h>\d{1,2})\s?(?:(?P<sep>[:.h]|시|時|时|点|點|uhr|น\.)\s?(?P<m>\d{2})?(?!\d)(?:\s?(?:분|"
    r"分)|\s?min\b)?(?:[:.]?\s?(?P<s>\d{2})(?:초|秒)?(?:[.,]\d{1,9})?(?![\d:]))?)?"
    r"\s?(?P<after>[ap]\.?\s?m\b\.?|uhr|h(?![a-z])|hrs?\b|π\.?\s?μ\.?|μ\.?\s?μ\.?|öö|ös|น\.|ב?צ|ص(?!\w)|"
    r"م(?!\w)|مساء|صباحا|ق\.?ظ|ب\.?ظ)?"
    r"\s?(?P<z>\(?\s?(?:(?:utc|gmt)\s?(?:[+-]\s?\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}(?!\d)|z(?![a-z])|"
    r"[a-zа-я]{2,4}(?![\w]))\)?)?"
)
_AFTERNOON = frozenset(
    {"오후", "午後", "下午", "晚上", "晚間", "μμ", "pm", "ös", "م", "مساء", "μ.μ.", "ب.ظ", "بظ", "مساءً"}
)
_FORENOON = frozenset({"오전", "午前", "上午", "凌晨", "早上", "πμ", "am", "öö", "ص", "صباحا", "π.μ.", "ق.ظ", "قظ"})


def find_whens(
    text: str, *, languages: Sequence[str] = (), day_first: bool | None = None, now: dt.datetime | None = None
) -> Iterator[Found]:
    """Yield every moment stated in `text` (a date line, a byline), in order; see `parse_when`."""
    prepared = _prepared(text[:LONGEST])
    tags = tuple(one.lower() for one in languages)
    dates = _dates(prepared, tags, _day_first(tags) if day_first is None else day_first, now)
    last = 0
    for number, date in enumerate(dates):
        limit = dates[number + 1].start if number + 1 < len(dates) else len(prepared)
        end, when = _with_time(prepared, date, last, limit)
        yield Found(when=when, start=date.start, end=end, before=prepared[last : date.start])
        last = max(end, date.end)


def _day_first(languages: Sequence[str]) -> bool | None:
    """Return whether 03/04 is the third of April in `languages`; None where nobody can know (English of no region)."""
    for tag in languages:
        language, _, region = tag.partition("-")
        region = region.rpartition("-")[2]
        if region in _MONTH_FIRST_REGIONS:
            return False
        if language != "en" or region:
            return True
    return None


def _dates(text: str, languages: Sequence[str], day_first: bool | None, now: dt.datetime | None) -> list[_Date]:
    """Return the days named in `text`, in order, none over another."""
    found: list[_Date] = []
    digits = sum(one.isdigit() for one in text)
    if digits < 2:
        return found
    for match in _CJK.finditer(text):
        _append(found, _cjk_day(match), match.start(), match.end())
    for match in _NUMERIC_YMD.finditer(text):
        _append(
            found,
            _any_calendar(int(match["y"]), int(match["m"]), int(match["d"]), languages),
            match.start(),
            match.end(),
        )
    for match in _NUMERIC_DMY.finditer(text):
        _append(found, _numeric_day(match, languages, day_first), match.start(), match.end())
    if not found or len(text) > found[-1].end + 8:
        found.extend(
            one
            for one in _worded(text, languages, now)
            if not any(one.start < e.end and e.start < one.end for e in found)
        )
    found.sort(key=lambda one: one.start)
    return found


def _append(found: list[_Date], day: dt.date | None, start: int, end: int) -> None:
    if day is not None and not any(start < one.end and one.start < end for one in found):
        found.append(_Date(day, start, end))


def _cjk_day(match: re.Match[str]) -> dt.date | None:
    year = 1 if match["y"] == "元" else int(match["y"])
    if match["era"]:
        year += _ERAS[match["era"]]
    elif year < 100:
        year += 2000
    return _day(year, int(match["m"]), int(match["d"]))


def _any_calendar(year: int, month: int, day: int, languages: Sequence[str]) -> dt.date | None:
    """Return the Gregorian day of a date whose year tells its calendar: 2400–2699 Buddhist, 1300–1499 Solar Hijri."""
    if 2400 <= year <= 2699:
        return _day(year - 543, month, day)
    if 1300 <= year <= 1499:
        return jalali_day(year, month, day) if not languages or languages[0][:2] in {"fa", "ps"} else None
    return _day(year, month, day)


def _numeric_day(match: re.Match[str], languages: Sequence[str], day_first: bool | None) -> dt.date | None:
    a, b, stated = int(match["a"]), int(match["b"]), match["y"]
    year = int(stated)
    if len(stated) == 2:
        # "26.11.20" may begin with the year, as in Korea or Taiwan: only where the day is known to stand first.
        if day_first is None or (languages and languages[0][:2] in {"zh", "ja", "ko", "hu", "lt"}):
            return None
        year += 2000
    if b > 12 and a <= 12:
        return _any_calendar(year, a, b, languages)
    if a > 12 or a == b or match["sep"] in ".|":  # dots stand between day and month in every country that writes them
        return _any_calendar(year, b, a, languages)
    if day_first is None:
        return None
    return _any_calendar(year, b, a, languages) if day_first else _any_calendar(year, a, b, languages)


def _worded(text: str, languages: Sequence[str], now: dt.datetime | None) -> Iterator[_Date]:
    """Yield the days in which a month is named in words."""
    for match in _THAI_SHORT_PATTERN.finditer(text):
        short = match.group().replace(" ", "")
        month = _THAI_SHORT.get(short if short.endswith(".") else short + ".")
        if month:
            date = _around(text, match.start(), match.end(), month, "thai", now)
            if date is not None:
                yield date
    tokens = list(_NUMBER_WORD.finditer(text))
    number = 0
    last_end = -1
    while number < len(tokens):
        token = tokens[number]
        word = token.group()
        end = token.end()
        step = 1
        if not word[0].isdigit() and token.start() >= last_end:
            month, calendar = _month(word, languages)
            if number + 1 < len(tokens):
                pair = f"{word} {tokens[number + 1].group()}"
                two = _month(pair, languages)
                if two[0] is None and word in {"tháng", "thang"} and tokens[number + 1].group().isdigit():
                    two = (int(tokens[number + 1].group()), "gregorian")
                if two[0] is not None:
                    (month, calendar), end, step = two, tokens[number + 1].end(), 2
            if month is not None and 1 <= month <= 12:
                date = _around(text, token.start(), end, month, calendar, now)
                if date is not None:
                    last_end = date.end
                    yield date
        number += step


def _month(word: str, languages: Sequence[str]) -> tuple[int | None, str]:
    """Return the month that `word` names, and in which calendar; None where it names none or several."""
    bare = _accentless(word)
    meanings = _MONTH_WORDS.get(bare)
    if meanings is None:
        jalali = _JALALI_WORDS.get(bare)
        return (next(iter(jalali)), "jalali") if jalali else (None, "")
    if len(meanings) == 1:
        return next(iter(meanings)), "gregorian"
    for tag in languages:
        for month, known in meanings.items():
            if tag.partition("-")[0] in known:
                return month, "gregorian"
    return None, ""


# Between day, month and year stand spaces, dots, commas, hyphens, ordinal endings, "of", "de" …
_DAY_BEFORE = re.compile(
    r"(?<!\d)(?<!\d:)(\d{1,2})(?:st|nd|rd|th|er|re|ª|º|o|-?a|e|ος|η|ה|י)?[\s.,/'-]{0,4}"
    r"(?:(?:of|de|del|di|d|den|i|ag|ng|ta|tas|ال|的)[\s']{1,3})?$"
)
_YEAR_BEFORE = re.compile(
    r"(?<!\d)((?:1[3-9]|2[0-6])\d\d)(?:\s?(?:m|г|г\.|gada|eko|ko|-ko|عام)\b\.?)?[\s.,/'-]{0,4}(?:(?:de|m|"
    r"gada)[\s.]{1,2})?$"
)
_DAY_BEHIND = re.compile(
    r"[\s.,/'-]{0,4}(?:the\s)?(\d{1,2})(?!\d|:\d|\.\d\d(?!\d))(?:st|nd|rd|th|-?[aáeéä]n|a|an|e|ª|º)?\b"
)
_YEAR_BEHIND = re.compile(
    r"[\s.,/'-]{0,4}(?:(?:st|nd|rd|th|of|de|del|di|do|da|d|ta|al|el|năm|พ\.ศ\.|ค\.ศ\.|พ\.?ศ\.?|سنة|عام|m|"
    r"année|του)[\s.,']{0,3}){0,2}((?:1[3-9]|2[0-6])\d\d)(?!\d)"
)
_YEAR_BEHIND_TIME = re.compile(r"\s\d\d:\d\d(?::\d\d)?\s(?:[a-z]{1,5}\s)?([12]\d{3})(?!\d)")
_SHORT_YEAR_BEHIND = re.compile(r"[\s.,/'-]{0,3}(\d\d)(?![\d:.])")


def _around(text: str, start: int, end: int, month: int, calendar: str, now: dt.datetime | None) -> _Date | None:
    """Return the day whose month stands at `start`–`end`: day and year are looked for on both sides."""
    ahead = text[max(0, start - 24) : start]
    offset = start - len(ahead)
    day_before = _DAY_BEFORE.search(ahead)
    if day_before and 1 <= int(day_before[1]) <= 31:
        year_behind = _YEAR_BEHIND.match(text, end)
        begin = offset + day_before.start(1)
        if year_behind:
            return _dated(int(year_behind[1]), month, int(day_before[1]), calendar, begin, year_behind.end())
        short = _SHORT_YEAR_BEHIND.match(text, end)
        if (
            short
            and (calendar == "thai" or text[end : short.start(1)].strip() in {"'", ".", "-", "", "/"})
            and int(short[1]) > 0
        ):
            year = 2500 + int(short[1]) if calendar == "thai" else 2000 + int(short[1])
            return _dated(year, month, int(day_before[1]), calendar, begin, short.end())
        year_ahead = _YEAR_BEFORE.search(ahead[: day_before.start()])
        if year_ahead:  # 2026. gada 20. novembrī; 2026 m. 20 …
            return _dated(int(year_ahead[1]), month, int(day_before[1]), calendar, offset + year_ahead.start(1), end)
        return _latest(month, int(day_before[1]), calendar, begin, end, now)
    day_behind = _DAY_BEHIND.match(text, end)
    if day_behind and 1 <= int(day_behind[1]) <= 31:
        year_ahead = _YEAR_BEFORE.search(ahead)
        if year_ahead:
            return _dated(
                int(year_ahead[1]), month, int(day_behind[1]), calendar, offset + year_ahead.start(1), day_behind.end()
            )
        year_behind = _YEAR_BEHIND.match(text, day_behind.end())
        if year_behind:
            return _dated(int(year_behind[1]), month, int(day_behind[1]), calendar, start, year_behind.end())
        year_behind = _YEAR_BEHIND_TIME.match(text, day_behind.end())
        if year_behind:  # what C's `date` and `ctime` print: the time, and the zone, stand before the year
            return _dated(int(year_behind[1]), month, int(day_behind[1]), calendar, start, day_behind.end())
        return _latest(month, int(day_behind[1]), calendar, start, day_behind.end(), now)
    return None


def _dated(year: int, month: int, day: int, calendar: str, start: int, end: int) -> _Date | None:
    if calendar == "jalali":
        found = jalali_day(year, month, day)
    elif 2400 <= year <= 2699:
        found = _day(year - 543, month, day)
    else:
        found = _day(year, month, day)
    return _Date(found, start, end) if found is not None else None


def _latest(month: int, day: int, calendar: str, start: int, end: int, now: dt.datetime | None) -> _Date | None:
    """Return the latest such day that is not after `now`'s morrow; None without `now`."""
    if now is None or calendar != "gregorian":
        return None
    for year in (now.year, now.year - 1):
        found = _day(year, month, day)
        if found is not None and found <= now.date() + dt.timedelta(days=1):
            return _Date(found, start, end)
    return None


def _with_time(text: str, date: _Date, earliest: int, latest: int) -> tuple[int, When]:
    """Return the moment of `date` with the time that stands beside it (behind it first), and where it ends."""
    behind = text[date.end : min(latest, date.end + 60)]
    for match in _TIME.finditer(behind):
        when = _time_of(match, date.day)
        if when is not None:
            return date.end + match.end(), when
    ahead = text[max(earliest, date.start - 30) : date.start]
    for match in _TIME.finditer(ahead):
        when = _time_of(match, date.day)
        if when is not None:
            return date.end, when
    return date.end, date.day


def _time_of(match: re.Match[str], day: dt.date) -> When | None:
    before, after, separator, minute = match["before"], match["after"], match["sep"], match["m"]
    after = (after or "").replace(" ", "")
    half = before or after
    halved = (
        half in _AFTERNOON or half in _FORENOON or after[:2] in {"am", "pm", "a.", "p."} or after[:3] in {"a.m", "p.m"}
    )
    clock = bool(separator) and (minute is not None or separator not in {".", ":"})
    if separator == "h" and minute is None and not halved and not after:
        clock = True
    if not clock and not halved and after not in {"uhr", "h"}:
        return None
    if separator == "." and minute is None:
        return None
    if halved and half not in _AFTERNOON and half not in _FORENOON:
        half = "pm" if half.startswith("p") else "am"
    zone = (match["z"] or "").strip("() ").replace(" ", "") or None
    when = _at(day, match["h"], minute, match["s"], half=half if halved else None, zone=zone)
    return when if isinstance(when, dt.datetime) else None


def jalali_day(year: int, month: int, day: int) -> dt.date | None:
    """Return the Gregorian day of a Solar Hijri one (years 1244–1600); None where there is no such day.

    By the 33-year cycle, which agrees with the astronomical calendar throughout that span.

    >>> jalali_day(1405, 8, 29)
    datetime.date(2026, 11, 20)
    """
    if not (1244 <= year <= 1600 and 1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        return None
    shifted = year + 1595
    days = -355668 + 365 * shifted + shifted // 33 * 8 + (shifted % 33 + 3) // 4 + day
    days += (month - 1) * 31 if month < 7 else (month - 7) * 30 + 186
    # `days` counts from the Gregorian year 0; Python's ordinals from the first of January of the year 1.
    return dt.date.fromordinal(days - 365)
