"""The names of the months in the languages of the world, and which month a word names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from aggregator.timestamps.plain import accentless, plain

# Language: the twelve months; "/" between forms (nominative, genitive, abbreviation), "_" for a space inside a name.
# After CLDR's wide and abbreviated forms, with what news sites print besides. Accents are optional in the look-up.
_MONTHS: Final = """
en: january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct
    november/nov december/dec
de: januar/jan/jänner/jän februar/feb/feber märz/mär/mrz/maerz april/apr mai juni/jun juli/jul august/aug
    september/sep/sept oktober/okt november/nov dezember/dez
fr: janvier/janv/jan février/févr/fév mars avril/avr mai juin juillet/juil/juill août/aou septembre/sept octobre/oct
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
    august/augusta/avgust/avgusta/аугуст/аугуста/aug septembar/septembra/sep oktobar/oktobra/okt novembar/novembra/nov
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
ky: январь/январы/янв февраль/февралы/фев март/марты/мар апрель/апрели/апр май/майы июнь/июну/июн июль/июлу/июл
    август/августу/авг сентябрь/сентябры/сен октябрь/октябры/окт ноябрь/ноябры/ноя декабрь/декабры/дек
uz: yanvar/yan/январ fevral/fev/феврал mart/mar/март aprel/apr/апрел may/май iyun/iyn/июн iyul/iyl/июл
    avgust/avg/август sentabr/sentyabr/sen/сентябр oktabr/oktyabr/okt/октябр noyabr/noy/ноябр dekabr/dek/декабр
tg: январ/январи феврал/феврали март/марти апрел/апрели май/майи июн/июни июл/июли август/августи сентябр/сентябри
    октябр/октябри ноябр/ноябри декабр/декабри
tk: ýanwar/ýan fewral/few mart/mar aprel/apr maý iýun iýul awgust/awg sentýabr/sen oktýabr/okt noýabr/noý dekabr/dek
tt: гыйнвар/гыйн февраль/фев март/мар апрель/апр май июнь июль август/авг сентябрь/сент октябрь/окт ноябрь/нояб
    декабрь/дек
az: yanvar/yan fevral/fev mart/mar aprel/apr may iyun/iyn iyul/iyl avqust/avq sentyabr/sen oktyabr/okt noyabr/noy
    dekabr/dek
tr: ocak/oca şubat/şub mart/mar nisan/nis mayıs/may haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki kasım/kas
    aralık/ara
ku: rêbendan/rêbendanê/rêbendana/çile reşemî/reşemiyê/sibat/sibatê/sibata adar/adarê/adara/avdar
    nîsan/nîsanê/nîsana/avrêl
    gulan/gulanê/gulana pûşper/pûşperê/hezîran/hezîranê/hezîrana tîrmeh/tîrmehê/tîrmeha/temmûz tebax/tebaxê/tebaxa
    îlon/îlonê/îlona cotmeh/cotmehê/cotmeha mijdar/mijdarê/mijdara kanûn/kanûna_pêşîn/berfanbar/berfanbarê/berfanbara
ckb: کانوونی_دووەم/کانوونی_دووەمی شوبات/شوباتی ئازار/ئازاری نیسان/نیسانی ئایار/ئایاری حوزەیران/حوزەیرانی
    تەمووز/تەمووزی ئاب/ئابی ئەیلوول/ئەیلوولی تشرینی_یەکەم/تشرینی_یەکەمی تشرینی_دووەم/تشرینی_دووەمی
    کانوونی_یەکەم/کانوونی_یەکەمی/کانونی_یەکەم
hu: január/jan február/febr/feb március/márc/már április/ápr május/máj június/jún július/júl augusztus/aug
    szeptember/szept október/okt november/nov december/dec
ro: ianuarie/ian februarie/feb martie/mar/mart aprilie/apr mai iunie/iun iulie/iul august/aug septembrie/sept/sep
    octombrie/oct noiembrie/noi/nov decembrie/dec
sq: janar/jan shkurt/shk mars/mar prill/pri maj qershor/qer korrik/korr gusht/gush shtator/sht tetor/tet nëntor/nën
    dhjetor/dhj
el: ιανουάριος/ιανουαρίου/ιαν φεβρουάριος/φεβρουαρίου/φεβ μάρτιος/μαρτίου/μαρ απρίλιος/απριλίου/απρ
    μάιος/μαΐου/μαϊ/μαι ιούνιος/ιουνίου/ιουν ιούλιος/ιουλίου/ιουλ αύγουστος/αυγούστου/αυγ
    σεπτέμβριος/σεπτεμβρίου/σεπ/σεπτ οκτώβριος/οκτωβρίου/οκτ νοέμβριος/νοεμβρίου/νοε δεκέμβριος/δεκεμβρίου/δεκ
cy: ionawr/ion chwefror/chwef/chwe mawrth/maw ebrill/ebr mai mehefin/meh gorffennaf/gorff awst medi hydref/hyd
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
so: janaayo/jannaayo febraayo maarso abriil maajo/maayo juun luuliyo/luulyo agoosto/ogosto/agosto
    sebteembar/sebtembar oktoobar nofeembar/noofeembar/nofembar diseembar/disembar
ha: janairu/jan faburairu/fab maris/mar afrilu/afirilu/afi mayu/may yuni/yun yuli/yul agusta/agu satumba/sat oktoba/okt
    nuwamba/nuw disamba/dis
zu: januwari/ujanuwari/masingana febhuwari/ufebhuwari/februwari/nhlolanja mashi/umashi/ndasa
    aphreli/ephreli/u-aphreli/mbasa
    meyi/umeyi/nhlaba juni/ujuni/nhlangulana julayi/ujulayi/ntulikazi agasti/uagasti/ncwaba
    septhemba/useptemba/mandulo okthoba/uokthoba/mfumfu novemba/unovemba/lwezi disemba/udisemba/zibandlela
ar: يناير/جانفي/كانون_الثاني فبراير/فيفري/شباط مارس/آذار/اذار أبريل/ابريل/إبريل/أفريل/نيسان مايو/ماي/أيار/ايار
    يونيو/يونية/جوان/حزيران يوليو/يوليوز/جويلية/تموز أغسطس/اغسطس/غشت/أوت/آب سبتمبر/شتنبر/أيلول/ايلول
    أكتوبر/اكتوبر/تشرين_الأول/تشرين_الاول نوفمبر/نونبر/تشرين_الثاني ديسمبر/دجنبر/كانون_الأول/كانون_الاول
he: ינואר/בינואר/ינו/בינו פברואר/בפברואר/פבר/בפבר מרץ/במרץ/מרס/במרס אפריל/באפריל/אפר/באפר מאי/במאי יוני/ביוני יולי/ביולי
    אוגוסט/באוגוסט/אוג/באוג ספטמבר/בספטמבר/ספט/בספט אוקטובר/באוקטובר/אוק/באוק נובמבר/בנובמבר/נוב/בנוב
    דצמבר/בדצמבר/דצמ/בדצמ
fa: ژانویه/ژانویهٔ فوریه/فوریهٔ مارس آوریل مه/مهٔ/می ژوئن ژوئیه/ژوئیهٔ/جولای اوت/آگوست/اگست سپتامبر اکتبر نوامبر
    دسامبر
ur: جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
ps: جنوري فبروري/فېبروري مارچ اپریل می/مۍ جون جولای اګست سپتمبر/سېپتمبر اکتوبر نومبر دسمبر
sd: جنوري فيبروري/فيبروري مارچ اپريل مئي جون جولاءِ آگسٽ سيپٽمبر آڪٽوبر نومبر ڊسمبر
ug: يانۋار فېۋرال مارت ئاپرېل ماي ئىيۇن ئىيۇل ئاۋغۇست سېنتەبىر ئۆكتەبىر نويابىر دېكابىر
hi: जनवरी/जन फरवरी/फ़रवरी/फर/फ़र मार्च अप्रैल/अप्रेल मई जून जुलाई/जुल अगस्त/अग सितंबर/सितम्बर/सित
    अक्टूबर/अक्तूबर/अक्टू/अक्तू नवंबर/नवम्बर/नव दिसंबर/दिसम्बर/दिस
mr: जानेवारी/जाने फेब्रुवारी/फेब्रु मार्च एप्रिल/एप्रि मे जून जुलै ऑगस्ट/ऑग सप्टेंबर/सप्टें ऑक्टोबर/ऑक्टो
    नोव्हेंबर/नोव्हें डिसेंबर/डिसें
ne: जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट/अगस्त सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर
bn: জানুয়ারি/জানুয়ারী/জানু ফেব্রুয়ারি/ফেব্রুয়ারী/ফেব মার্চ এপ্রিল/এপ্রি মে জুন জুলাই/জুল আগস্ট/অগাস্ট/আগ
    সেপ্টেম্বর/সেপ অক্টোবর/অক্টো নভেম্বর/নভে ডিসেম্বর/ডিসে
gu: જાન્યુઆરી/જાન્યુ ફેબ્રુઆરી/ફેબ્રુ માર્ચ એપ્રિલ મે જૂન જુલાઈ/જુલાઇ ઑગસ્ટ/ઓગસ્ટ સપ્ટેમ્બર/સપ્ટે ઑક્ટોબર/ઓક્ટોબર/ઑક્ટો
    નવેમ્બર/નવે ડિસેમ્બર/ડિસે
pa: ਜਨਵਰੀ/ਜਨ ਫ਼ਰਵਰੀ/ਫਰਵਰੀ/ਫ਼ਰ ਮਾਰਚ ਅਪ੍ਰੈਲ/ਅਪ੍ਰੈ ਮਈ ਜੂਨ ਜੁਲਾਈ/ਜੁਲਾ ਅਗਸਤ/ਅਗ ਸਤੰਬਰ/ਸਤੰ ਅਕਤੂਬਰ/ਅਕਤੂ ਨਵੰਬਰ/ਨਵੰ
    ਦਸੰਬਰ/ਦਸੰ
ta: ஜனவரி/ஜன பிப்ரவரி/பிப் மார்ச்/மார் ஏப்ரல்/ஏப் மே ஜூன் ஜூலை ஆகஸ்ட்/ஆக செப்டம்பர்/செப் அக்டோபர்/அக் நவம்பர்/நவ
    டிசம்பர்/டிச
te: జనవరి/జన ఫిబ్రవరి/ఫిబ్ర/ఫిబ్ మార్చి/మార్చ్ ఏప్రిల్/ఏప్రి మే జూన్ జులై/జూలై ఆగస్టు/ఆగస్ట్/ఆగ
    సెప్టెంబర్/సెప్టెంబరు/సెప్టెం
    అక్టోబర్/అక్టోబరు/అక్టో నవంబర్/నవంబరు/నవం డిసెంబర్/డిసెంబరు/డిసెం
kn: ಜನವರಿ/ಜನ ಫೆಬ್ರವರಿ/ಫೆಬ್ರುವರಿ/ಫೆಬ್ರ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್/ಏಪ್ರಿ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್/ಆಗ ಸೆಪ್ಟೆಂಬರ್/ಸೆಪ್ಟೆಂ ಅಕ್ಟೋಬರ್/ಅಕ್ಟೋ
    ನವೆಂಬರ್/ನವೆಂ ಡಿಸೆಂಬರ್/ಡಿಸೆಂ
ml: ജനുവരി/ജനു ഫെബ്രുവരി/ഫെബ്രു മാർച്ച്/മാർ ഏപ്രിൽ/ഏപ്രി മേയ്/മെയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ്/ആഗസ്റ്റ്/ഓഗ
    സെപ്റ്റംബർ/സെപ്തംബർ/സെപ്റ്റം ഒക്ടോബർ/ഒക്‌ടോബർ/ഒക്ടോ നവംബർ/നവം ഡിസംബർ/ഡിസം
si: ජනවාරි/ජන පෙබරවාරි/පෙබ මාර්තු/මාර් අප්‍රේල්/අප්රේල් මැයි ජූනි ජූලි අගෝස්තු/අගෝ සැප්තැම්බර්/සැප් ඔක්තෝබර්/ඔක්
    නොවැම්බර්/නොවැ දෙසැම්බර්/දෙසැ
th: มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม
lo: ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ
my: ဇန်နဝါရီ ဖေဖော်ဝါရီ မတ် ဧပြီ မေ ဇွန် ဇူလိုင် ဩဂုတ်/သြဂုတ် စက်တင်ဘာ အောက်တိုဘာ နိုဝင်ဘာ ဒီဇင်ဘာ
km: មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ
ka: იანვარი/იანვარს/იან თებერვალი/თებ მარტი/მარ აპრილი/აპრ მაისი/მაი ივნისი/ივნ ივლისი/ივლ აგვისტო/აგვ
    სექტემბერი/სექ ოქტომბერი/ოქტ ნოემბერი/ნოე დეკემბერი/დეკ
hy: հունվար/հունվարի/հնվ փետրվար/փետրվարի/փտվ մարտ/մարտի/մրտ ապրիլ/ապրիլի/ապր մայիս/մայիսի/մյս հունիս/հունիսի/հնս
    հուլիս/հուլիսի/հլս օգոստոս/օգոստոսի/օգս սեպտեմբեր/սեպտեմբերի/սեպ հոկտեմբեր/հոկտեմբերի/հոկ նոյեմբեր/նոյեմբերի/նոյ
    դեկտեմբեր/դեկտեմբերի/դեկ
fy: jannewaris/jan febrewaris/feb maart/mrt april/apr maaie juny july augustus/aug septimber/sep oktober/okt
    novimber/nov desimber/des
lb: januar/jan februar/feb mäerz/mäe abrëll/abr mee juni/jun juli/jul august/aug september/sep oktober/okt november/nov
    dezember/dez
oc: genièr/gen febrièr/feb març abril/abr mai junh julhet/jul agost/ago setembre/set octòbre/oct novembre/nov
    decembre/dec
ast: xineru/xin febreru/feb marzu/mar abril/abr mayu/may xunu xunetu/xnt agostu/ago setiembre/set ochobre/och
    payares/pay avientu/avi
rm: schaner/schan favrer/favr mars avrigl/avr matg zercladur/zercl fanadur/fan avust/avg settember/sett october/oct
    november/nov december/dec
hsb: januar/januara februar/februara měrc/měrca apryl/apryla meja/meje junij/junija julij/julija awgust/awgusta
    september/septembra oktober/oktobra nowember/nowembra december/decembra
se: ođđajagemánnu/ođđajagemánu guovvamánnu/guovvamánu njukčamánnu/njukčamánu cuoŋománnu/cuoŋománu
    miessemánnu/miessemánu geassemánnu/geassemánu suoidnemánnu/suoidnemánu borgemánnu/borgemánu čakčamánnu/čakčamánu
    golggotmánnu/golggotmánu skábmamánnu/skábmamánu juovlamánnu/juovlamánu
br: genver cʼhwevrer/c'hwevrer meurzh ebrel mae mezheven gouere/gouhere eost gwengolo here du kerzu
gd: am_faoilleach/an_fhaoillich/dhen_fhaoilleach an_gearran/a'_ghearrain/dhen_ghearran am_màrt/a'_mhàirt/dhen_mhàrt
    an_giblean/a'_ghiblein/dhen_ghiblean an_cèitean/a'_chèitein/dhen_chèitean
    an_t-ògmhios/an_ògmhios/dhen_ògmhios an_t-iuchar/an_iuchair/dhen_iuchar an_lùnastal/an_lùnastail/dhen_lùnastal
    an_t-sultain/dhen_t-sultain an_dàmhair/dhen_dàmhair an_t-samhain/dhen_t-samhain
    an_dùbhlachd/dhen_dùbhlachd
xh: janyuwari februwari/febhuwari matshi epreli meyi juni julayi agasti septemba okthoba/okthobha novemba
    disemba
mg: janoary febroary/feb martsa aprily mey jona jolay aogositra septambra oktobra/okt novambra/nov desambra/des
rw: mutarama gashyantare werurwe mata gicurasi kamena nyakanga kanama nzeri ukwakira ugushyingo ukuboza
am: ጃንዋሪ/ጃንዩወሪ/ጃን ፌብሩዋሪ/ፌብሩወሪ/ፌብ ማርች ኤፕሪል/ኤፕረል/ኤፕሪ ሜይ ጁን ጁላይ ኦገስት/ኦገስ ሴፕቴምበር/ሴፕቴ ኦክቶበር/ኦክቶ ኖቬምበር/ኖቬም
    ዲሴምበር/ዲሴም
as: জানুৱাৰী/জানুৱাৰি ফেব্ৰুৱাৰী/ফেব্ৰুৱাৰি মাৰ্চ এপ্ৰিল মে’/মে জুন জুলাই আগষ্ট ছেপ্তেম্বৰ/ছেপ্টেম্বৰ অক্টোবৰ
    নৱেম্বৰ/নবেম্বৰ
    ডিচেম্বৰ
or: ଜାନୁଆରୀ/ଜାନୁଆରି ଫେବୃଆରୀ/ଫେବୃୟାରୀ/ଫେବ୍ରୁଆରୀ ମାର୍ଚ୍ଚ ଅପ୍ରେଲ/ଏପ୍ରିଲ ମଇ/ମେ ଜୁନ/ଜୁନ୍ ଜୁଲାଇ ଅଗଷ୍ଟ ସେପ୍ଟେମ୍ବର ଅକ୍ଟୋବର
    ନଭେମ୍ବର
    ଡିସେମ୍ବର
yi: יאַנואַר/יאנואר פֿעברואַר/פעברואר מערץ אַפּריל/אפריל מיי/מאי יוני יולי אויגוסט סעפּטעמבער/סעפטעמבער אקטאבער/אקטאבער
    נאוועמבער דעצעמבער
mn: нэгдүгээр_сар/нэгдүгээр_сарын хоёрдугаар_сар/хоёрдугаар_сарын гуравдугаар_сар/гуравдугаар_сарын
    дөрөвдүгээр_сар/дөрөвдүгээр_сарын тавдугаар_сар/тавдугаар_сарын зургаадугаар_сар/зургаадугаар_сарын
    долоодугаар_сар/долоодугаар_сарын наймдугаар_сар/наймдугаар_сарын есдүгээр_сар/есдүгээр_сарын
    аравдугаар_сар/аравдугаар_сарын арван_нэгдүгээр_сар/арван_нэгдүгээр_сарын
    арван_хоёрдугаар_сар/арван_хоёрдугаар_сарын
vi: tháng_một/tháng_giêng tháng_hai tháng_ba tháng_tư/tháng_bốn tháng_năm tháng_sáu tháng_bảy tháng_tám tháng_chín
    tháng_mười tháng_mười_một tháng_mười_hai/tháng_chạp
"""

# The Solar Hijri months of Iran, and the same under the names they have in Afghanistan; so is the year beside them.
_JALALI_MONTHS: Final = """
fa: فروردین اردیبهشت خرداد تیر مرداد/امرداد شهریور مهر آبان آذر دی بهمن اسفند
ps: حمل/وری ثور/غویی جوزا/غبرګولی سرطان/چنګاښ اسد/زمری سنبله/وږی میزان/تله عقرب/لړم قوس/لیندۍ جدی/مرغومی دلو/سلواغه
    حوت/کب
"""

_BOUND: Final = frozenset({"br", "fy", "gd", "ha", "ku", "mg", "oc", "rm", "rw", "so", "sw", "xh", "zu"})
"""Languages whose names of months are other languages' common words ("here", "du", "sat"): read only where the page
says that it is written in one of them."""

WORD: Final = re.compile(r"[^\s\d.,:;/|()\[\]{}<>'\"·•_+*=#@&-]+")
"""A word of a date line, which may be a month's name or part of one."""

MOST_WORDS: Final = 3
"""Words of the longest name of a month ("tháng mười một")."""


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
            word = accentless(" ".join(WORD.findall(plain(form.replace("_", " ")))))
            found.setdefault(word, {}).setdefault(number, set()).add(language)
    return found


_MONTH_WORDS: Final = _table(_MONTHS)
_JALALI_WORDS: Final = _table(_JALALI_MONTHS)
_FIRST_OF_MANY: Final = frozenset(word.partition(" ")[0] for word in (*_MONTH_WORDS, *_JALALI_WORDS) if " " in word)


def begins_longer_name(word: str) -> bool:
    """Return whether `word` (plain) may be the first of a month's name in several words."""
    return accentless(word) in _FIRST_OF_MANY


def month_of(word: str, languages: Sequence[str]) -> tuple[int, str] | None:
    """Return the month that `word` (plain; words with one space between) names, and in which calendar.

    None where it names none, or in `languages` (the likeliest first) none, or several.

    >>> month_of("listopada", ["pl"]), month_of("listopada", ["hr"]), month_of("listopada", [])
    ((11, 'gregorian'), (10, 'gregorian'), None)
    """
    bare = accentless(word)
    meanings = _MONTH_WORDS.get(bare)
    if meanings is None:
        jalali = _JALALI_WORDS.get(bare)
        return (next(iter(jalali)), "jalali") if jalali else None
    for tag in languages:
        language = tag.partition("-")[0]
        for month, known in meanings.items():
            if language in known:
                return month, "gregorian"
    free = [month for month, known in meanings.items() if not known <= _BOUND]
    return (free[0], "gregorian") if len(free) == 1 else None
