from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.timestamps import day_of, find_whens, jalali_day, parse_when, to_utc_text

DAY = dt.date(2026, 11, 20)


def at(hour: int, minute: int = 0, second: int = 0, *, offset: float | None = None) -> dt.datetime:
    zone = None if offset is None else dt.timezone(dt.timedelta(hours=offset))
    return dt.datetime(2026, 11, 20, hour, minute, second, tzinfo=zone)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2026-11-20", DAY),
        ("20261120", DAY),
        ("2026/11/20", DAY),
        ("2026-11-20T08:30", at(8, 30)),
        ("2026-11-20 08:30:15", at(8, 30, 15)),
        ("2026-11-20T08:30:15Z", at(8, 30, 15, offset=0)),
        ("2026-11-20T08:30:15.123456789+05:30", at(8, 30, 15, offset=5.5)),
        ("2026-11-20T08:30:15+0100", at(8, 30, 15, offset=1)),
        ("2026-11-20T08:30:15-05", at(8, 30, 15, offset=-5)),
        ("2026-11-20 08:30:15 +01:00", at(8, 30, 15, offset=1)),
        ("2026-11-20 08:30:15 UTC", at(8, 30, 15, offset=0)),
        ("2026-11-20T08-30-15Z", at(8, 30, 15, offset=0)),
        ("20261120T083015Z", at(8, 30, 15, offset=0)),
        ("Fri, 20 Nov 2026 08:30:15 GMT", at(8, 30, 15, offset=0)),
        ("Fri, 20 Nov 2026 08:30:15 -0800", at(8, 30, 15, offset=-8)),
        ("Fri Nov 20 2026 08:30:15 GMT+0100 (CET)", at(8, 30, 15, offset=1)),
        ("1795163415", dt.datetime.fromtimestamp(1795163415, dt.UTC)),
        ("1795163415000", dt.datetime.fromtimestamp(1795163415, dt.UTC)),
        ("20-Nov-2026", DAY),
        ("Fri Nov 20 08:30:15 EST 2026", at(8, 30, 15, offset=-5)),
        ("2026-11-19T24:00:00Z", at(0, offset=0)),
    ],
)
def test_formats_of_machines(text: str, when: dt.date) -> None:
    assert parse_when(text) == when
    assert type(parse_when(text)) is type(when)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Friday, November 20, 2026"),
        ("en", "20th of November 2026"),
        ("en", "Nov. 20, 2026"),
        ("de", "Freitag, den 20. November 2026"),
        ("fr", "vendredi 20 novembre 2026"),
        ("es", "viernes 20 de noviembre de 2026"),
        ("pt", "20 de novembro de 2026"),
        ("gl", "20 de novembro de 2026"),
        ("ca", "20 de novembre de 2026"),
        ("ca", "divendres 20 d’octubre de 2026"),
        ("eu", "2026ko azaroaren 20a"),
        ("it", "venerdì 20 novembre 2026"),
        ("nl", "vrijdag 20 november 2026"),
        ("sv", "20 november 2026"),
        ("no", "20. november 2026"),
        ("da", "fredag d. 20. november 2026"),
        ("is", "20. nóvember 2026"),
        ("fi", "20. marraskuuta 2026"),
        ("et", "20. november 2026"),
        ("lv", "2026. gada 20. novembrī"),
        ("lt", "2026 m. lapkričio 20 d."),
        ("pl", "20 listopada 2026"),
        ("cs", "20. listopadu 2026"),
        ("sk", "20. novembra 2026"),
        ("sl", "20. novembra 2026"),
        ("hr", "20. studenoga 2026."),
        ("sr", "20. новембра 2026."),
        ("mk", "20 ноември 2026"),
        ("bg", "20 ноември 2026 г."),
        ("ru", "20 ноября 2026 года"),
        ("uk", "20 листопада 2026 р."),
        ("be", "20 лістапада 2026"),
        ("hu", "2026. november 20."),
        ("ro", "20 noiembrie 2026"),
        ("sq", "20 nëntor 2026"),
        ("el", "20 Νοεμβρίου 2026"),
        ("tr", "20 Kasım 2026"),
        ("az", "20 noyabr 2026"),
        ("ka", "20 ნოემბერი 2026"),
        ("hy", "20 նոյեմբերի 2026"),
        ("he", "20 בנובמבר 2026"),
        ("ar", "20 نوفمبر 2026"),
        ("ar", "٢٠ تشرين الثاني ٢٠٢٦"),
        ("fa", "۲۹ آبان ۱۴۰۵"),
        ("fa", "۲۰ نوامبر ۲۰۲۶"),
        ("ur", "20 نومبر 2026"),
        ("hi", "20 नवंबर 2026"),
        ("mr", "२० नोव्हेंबर २०२६"),
        ("bn", "২০ নভেম্বর ২০২৬"),
        ("gu", "20 નવેમ્બર 2026"),
        ("pa", "20 ਨਵੰਬਰ 2026"),
        ("ta", "20 நவம்பர் 2026"),
        ("te", "20 నవంబర్ 2026"),
        ("kn", "20 ನವೆಂಬರ್ 2026"),
        ("ml", "20 നവംബർ 2026"),
        ("si", "20 නොවැම්බර් 2026"),
        ("th", "20 พฤศจิกายน 2569"),
        ("th", "20 พ.ย. 69"),
        ("lo", "20 ພະຈິກ 2026"),
        ("my", "20 နိုဝင်ဘာ 2026"),
        ("km", "20 វិច្ឆិកា 2026"),
        ("vi", "ngày 20 tháng 11 năm 2026"),
        ("id", "Jumat, 20 November 2026"),
        ("ms", "20 November 2026"),
        ("tl", "ika-20 ng Nobyembre 2026"),
        ("sw", "20 Novemba 2026"),
        ("zu", "20 Novemba 2026"),
        ("cy", "20 Tachwedd 2026"),
        ("ga", "20 Samhain 2026"),
        ("mt", "20 ta’ Novembru 2026"),
        ("eo", "la 20-a de novembro 2026"),
        ("ja", "2026年11月20日（金）"),
        ("ja", "令和8年11月20日"),
        ("zh", "2026年11月20日"),
        ("zh-TW", "民國115年11月20日"),
        ("ko", "2026년 11월 20일"),
        ("ko", "2026.11.20."),
    ],
)
def test_days_in_words(language: str, text: str) -> None:
    found = parse_when(text, languages=[language])
    assert found is not None
    assert not isinstance(found, dt.datetime)
    assert (found.day, found.year) == (20, 2026)
    assert found.month == (10 if "octubre" in text else 11)


# Language, its way of writing the 17th of a month of 2026 (CLDR's long form), and its names of the months.
_TWELVE = [
    ("en", "{} 17, 2026", "January February March April May June July August September October November December"),
    ("de", "17. {} 2026", "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
    ("fr", "17 {} 2026", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    (
        "es",
        "17 de {} de 2026",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
    (
        "it",
        "17 {} 2026",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    ),
    (
        "pt",
        "17 de {} de 2026",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    ),
    (
        "ca",
        "17 {} del 2026",
        "de_gener de_febrer de_març d’abril de_maig de_juny de_juliol d’agost de_setembre d’octubre "
        "de_novembre de_desembre",
    ),
    (
        "eu",
        "2026(e)ko {} 17(a)",
        "urtarrilaren otsailaren martxoaren apirilaren maiatzaren ekainaren uztailaren abuztuaren "
        "irailaren urriaren azaroaren abenduaren",
    ),
    ("nl", "17 {} 2026", "januari februari maart april mei juni juli augustus september oktober november december"),
    (
        "af",
        "17 {} 2026",
        "Januarie Februarie Maart April Mei Junie Julie Augustus September Oktober November Desember",
    ),
    ("sv", "17 {} 2026", "januari februari mars april maj juni juli augusti september oktober november december"),
    ("nb", "17. {} 2026", "januar februar mars april mai juni juli august september oktober november desember"),
    ("da", "17. {} 2026", "januar februar marts april maj juni juli august september oktober november december"),
    ("is", "17. {} 2026", "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember"),
    (
        "fi",
        "17. {} 2026",
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta "
        "lokakuuta marraskuuta joulukuuta",
    ),
    (
        "et",
        "17. {} 2026",
        "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    ),
    (
        "lv",
        "2026. gada 17. {}",
        "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris",
    ),
    (
        "lt",
        "2026 m. {} 17 d.",
        "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
    ),
    (
        "pl",
        "17 {} 2026",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    ),
    ("cs", "17. {} 2026", "ledna února března dubna května června července srpna září října listopadu prosince"),
    ("sk", "17. {} 2026", "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra"),
    ("sl", "17. {} 2026", "januar februar marec april maj junij julij avgust september oktober november december"),
    (
        "hr",
        "17. {} 2026.",
        "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca",
    ),
    ("sr", "17. {} 2026.", "јануар фебруар март април мај јун јул август септембар октобар новембар децембар"),
    ("mk", "17 {} 2026 г.", "јануари февруари март април мај јуни јули август септември октомври ноември декември"),
    ("bg", "17 {} 2026 г.", "януари февруари март април май юни юли август септември октомври ноември декември"),
    ("ru", "17 {} 2026 г.", "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
    ("uk", "17 {} 2026 р.", "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"),
    (
        "be",
        "17 {} 2026 г.",
        "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня",
    ),
    ("kk", "2026 ж. 17 {}", "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"),
    ("tr", "17 {} 2026", "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"),
    ("az", "17 {} 2026", "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr"),
    ("uz", "17-{}, 2026", "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr"),
    (
        "hu",
        "2026. {} 17.",
        "január február március április május június július augusztus szeptember október november december",
    ),
    (
        "ro",
        "17 {} 2026",
        "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    ),
    ("sq", "17 {} 2026", "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor"),
    (
        "el",
        "17 {} 2026",
        "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου "
        "Νοεμβρίου Δεκεμβρίου",
    ),
    ("cy", "17 {} 2026", "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr"),
    (
        "ga",
        "17 {} 2026",
        "Eanáir Feabhra Márta Aibreán Bealtaine Meitheamh Iúil Lúnasa Meán_Fómhair Deireadh_Fómhair Samhain Nollaig",
    ),
    ("mt", "17 ta’ {} 2026", "Jannar Frar Marzu April Mejju Ġunju Lulju Awwissu Settembru Ottubru Novembru Diċembru"),
    ("id", "17 {} 2026", "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"),
    ("ms", "17 {} 2026", "Januari Februari Mac April Mei Jun Julai Ogos September Oktober November Disember"),
    ("fil", "{} 17, 2026", "Enero Pebrero Marso Abril Mayo Hunyo Hulyo Agosto Setyembre Oktubre Nobyembre Disyembre"),
    ("sw", "17 {} 2026", "Januari Februari Machi Aprili Mei Juni Julai Agosti Septemba Oktoba Novemba Desemba"),
    ("ar", "17 {} 2026", "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
    (
        "ar-SY",
        "17 {} 2026",
        "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    ),
    ("ar-DZ", "17 {} 2026", "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر"),
    ("ar-MA", "17 {} 2026", "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر"),
    ("he", "17 {} 2026", "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר"),
    ("fa", "17 {} 2026", "ژانویهٔ فوریهٔ مارس آوریل مهٔ ژوئن ژوئیهٔ اوت سپتامبر اکتبر نوامبر دسامبر"),
    ("ur", "17 {} 2026", "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر"),
    ("hi", "17 {} 2026", "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर"),
    ("mr", "17 {}, 2026", "जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर"),
    ("ne", "2026 {} 17", "जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर"),
    (
        "bn",
        "17 {}, 2026",
        "জানুয়ারী ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    ),
    ("gu", "17 {}, 2026", "જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ સપ્ટેમ્બર ઑક્ટોબર નવેમ્બર ડિસેમ્બર"),
    ("pa", "17 {} 2026", "ਜਨਵਰੀ ਫ਼ਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ"),
    ("ta", "17 {}, 2026", "ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்"),
    ("te", "17 {}, 2026", "జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జులై ఆగస్టు సెప్టెంబర్ అక్టోబర్ నవంబర్ డిసెంబర్"),
    ("kn", "{} 17, 2026", "ಜನವರಿ ಫೆಬ್ರವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂಬರ್ ಅಕ್ಟೋಬರ್ ನವೆಂಬರ್ ಡಿಸೆಂಬರ್"),
    ("ml", "2026, {} 17", "ജനുവരി ഫെബ്രുവരി മാർച്ച് ഏപ്രിൽ മേയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ് സെപ്റ്റംബർ ഒക്‌ടോബർ നവംബർ ഡിസംബർ"),
    (
        "si",
        "2026 {} 17",
        "ජනවාරි පෙබරවාරි මාර්තු අප්‍රේල් මැයි ජූනි ජූලි අගෝස්තු සැප්තැම්බර් ඔක්තෝබර් නොවැම්බර් දෙසැම්බර්",
    ),
    (
        "th",
        "17 {} ค.ศ. 2026",
        "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    ),
    ("vi", "17 tháng {}, 2026", "1 2 3 4 5 6 7 8 9 10 11 12"),
    (
        "ka",
        "17 {}, 2026",
        "იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი",
    ),
    (
        "hy",
        "17 {}, 2026 թ.",
        "հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի",
    ),
    ("am", "17 {} 2026", "ጃንዋሪ ፌብሩዋሪ ማርች ኤፕሪል ሜይ ጁን ጁላይ ኦገስት ሴፕቴምበር ኦክቶበር ኖቬምበር ዲሴምበር"),
    ("lb", "17. {} 2026", "Januar Februar Mäerz Abrëll Mee Juni Juli August September Oktober November Dezember"),
]


@pytest.mark.parametrize(("language", "written", "names"), _TWELVE, ids=[row[0] for row in _TWELVE])
def test_every_month_of_a_language_is_known(language: str, written: str, names: str) -> None:
    months = [name.replace("_", " ") for name in names.split()]
    found = [parse_when(written.format(month), languages=[language]) for month in months]
    assert found == [dt.date(2026, number, 17) for number in range(1, 13)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "le 1er mars 2024"),
        ("it", "1º marzo 2024"),
        ("pt", "1.º de março de 2024"),
        ("ca", "1 de març del 2024"),
        ("mt", "1 ta’ Marzu 2024"),
        ("cy", "1af Mawrth 2024"),
        ("gd", "1mh dhen Mhàrt 2024"),
        ("hu", "2024. március 1-jén"),
        ("eu", "2024ko martxoaren 1a"),
        ("eu", "2024(e)ko mar. 1(a)"),
        ("kk", "2024 жылғы 1 наурыз"),
        ("ky", "2024-жылдын 1-марты"),
        ("hy", "2024 թ. մարտի 1, ուրբաթ"),
        ("mn", "2024 оны 3-р сарын 1"),
        ("mn", "2024 оны 03 сарын 01-ний өдөр"),
        ("mn", "2024 оны гуравдугаар сарын 1"),
        ("ku", "1ê adara 2024an"),
        ("ckb", "1ی ئازاری 2024"),
        ("vi", "ngày 1 tháng 3 năm 2024"),
        ("vi", "1 thg 3, 2024"),
        ("vi", "Tháng Ba 1, 2024"),
        ("tr", "1 MART 2024"),
        ("es", "1 / mar / 2024"),
        ("es", "Mar. 1 de marzo de 2024"),
        ("he", "1 במרץ 2024"),
        ("yi", "1טן מערץ 2024"),
        ("en", "Page 5 March 1, 2024"),
        ("en", "1 March '24"),
        ("de", "01.03.24."),
        ("ko", "24. 3. 1."),
        ("ko", "24.03.01 14:30"),
        ("ja", "R6.3.1"),
        ("ja", "令和六年三月一日"),
        ("zh", "二〇二四年三月一日"),
        ("zh", "发布时间：2024-03-01"),
        ("de", "Datum:01.03.2024"),
        ("zh-TW", "113/03/01"),
        ("zh-TW", "中華民國113年3月1日"),
        ("th", "1/3/2567"),
        ("th", "1/3/67"),
        ("th", "1 มีนาคม พ.ศ. 2567"),
        ("fa", "۱۱ اسفند ۱۴۰۲"),
        ("fa", "۱۴۰۲/۱۲/۱۱"),
        ("ar", "الجمعة 20 شعبان 1445 هـ الموافق 1 مارس 2024 م"),
        ("ar", "١ آذار/مارس ٢٠٢٤"),
        ("bn", "১ মার্চ ২০২৪, শুক্রবার"),
        ("ur", "1 مارچ 2024ء"),
    ],
)
def test_first_of_march_as_it_is_written(language: str, text: str) -> None:
    found = parse_when(text, languages=[language])
    assert found is not None
    assert day_of(found) == dt.date(2024, 3, 1)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "20 شعبان 1445 هـ"),
        ("ar", "1445/08/20"),
        ("", "1445/08/20"),
        ("en", "1402/12/11"),
        ("en", "Here 15, 2024"),
        ("fr", "du 15 2024"),
        ("en", "version 1.24.3.2"),
        ("en", "20 Nov 18h30"),
    ],
)
def test_what_cannot_be_told_is_no_day(language: str, text: str) -> None:
    assert parse_when(text, languages=[language] if language else []) is None


def test_two_figures_of_a_year_are_of_the_nearer_century() -> None:
    assert parse_when("20.11.98", languages=["de"]) == dt.date(1998, 11, 20)
    assert parse_when("20.11.26", languages=["de"]) == DAY


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("20. November 2026, 18:30 Uhr", at(18, 30)),
        ("20.11.2026 um 18.30 Uhr", at(18, 30)),
        ("Publié le 20 novembre 2026 à 18h30", at(18, 30)),
        ("[18:30/20.11.2026]", at(18, 30)),
        ("2026-11-20T18:30:0", at(18, 30)),
        ("Published 20 Nov 2026, 06:30 PM ISTUpdated 21 Nov 2026", at(18, 30, offset=5.5)),
        ("20 de noviembre de 2026 a las 18:30 h", at(18, 30)),
        ("perjantai 20.11.2026 klo 8.30", at(8, 30)),
        ("November 20, 2026 6:30 PM", at(18, 30)),
        ("November 20, 2026 at 12:05 a.m.", at(0, 5)),
        ("12:30 p.m. Nov. 20, 2026", at(12, 30)),
        ("Nov. 20, 2026 8:05 PM ET", at(20, 5, offset=-5)),
        ("20 Nov 2026 15:30 WIB", at(15, 30, offset=7)),
        ("20/11/2026, 08:00 (GMT+7)", at(8, offset=7)),
        ("20 ноября 2026, 15:30 МСК", at(15, 30, offset=3)),
        ("2026년 11월 20일 오후 3:20", at(15, 20)),
        ("2026年11月20日 下午3:20", at(15, 20)),
        ("2026年11月20日 18時30分", at(18, 30)),
        ("20 พฤศจิกายน 2569 เวลา 10.30 น.", at(10, 30)),
        ("۲۹ آبان ۱۴۰۵ - ۱۰:۲۰", at(10, 20)),
        ("20 नवंबर 2026, 05:30 PM IST", at(17, 30, offset=5.5)),
    ],
)
def test_times_beside_days(text: str, when: dt.datetime) -> None:
    assert parse_when(text) == when


def test_zone_of_an_american_clock_follows_the_season() -> None:
    summer = parse_when("July 1, 2026 9:00 AM ET")
    assert isinstance(summer, dt.datetime)
    assert summer.utcoffset() == dt.timedelta(hours=-4)


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        ((), None),
        (("en",), None),
        (("en-US",), dt.date(2026, 3, 4)),
        (("en-GB",), dt.date(2026, 4, 3)),
        (("fr",), dt.date(2026, 4, 3)),
    ],
)
def test_day_and_month_in_figures_need_a_language(languages: tuple[str, ...], expected: dt.date | None) -> None:
    assert parse_when("03/04/2026", languages=languages) == expected


def test_figures_that_can_be_read_one_way_only_need_none() -> None:
    assert parse_when("11/20/2026") == DAY
    assert parse_when("20/11/2026") == DAY


def test_month_whose_name_means_two_months_needs_a_language() -> None:
    assert parse_when("20 listopada 2026") is None
    assert parse_when("20 listopada 2026", languages=["pl"]) == dt.date(2026, 11, 20)
    assert parse_when("20 listopada 2026", languages=["hr"]) == dt.date(2026, 10, 20)


@pytest.mark.parametrize(
    "text", ["2026-02-30", "0001-01-01T00:00:00", "20 November", "November 2026", "2026", "soon", "", "99.99.9999"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_when(text) is None


def test_day_without_year_takes_the_latest_that_is_not_ahead() -> None:
    now = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    assert parse_when("20 November", now=now) == DAY
    assert parse_when("20 December", now=now) == dt.date(2025, 12, 20)


def test_impossible_time_leaves_the_day() -> None:
    assert parse_when("2026-11-20T25:00:00Z") == DAY


def test_every_moment_of_a_line_is_found_with_its_label() -> None:
    first, second = find_whens("Published: 20 Nov 2026 08:00 | Updated: 21 Nov 2026 09:30")
    assert (first.when, second.when) == (at(8), at(9, 30) + dt.timedelta(days=1))
    assert "published" in first.before
    assert "updated" in second.before


def test_solar_hijri_leap_day() -> None:
    assert jalali_day(1403, 12, 30) == dt.date(2025, 3, 20)
    assert jalali_day(1405, 1, 1) == dt.date(2026, 3, 21)
    assert jalali_day(1405, 13, 1) is None


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (DAY, "2026-11-20T00:00:00Z"),
        (at(8, 30), "2026-11-20T08:30:00Z"),
        (at(0, 30, offset=1), "2026-11-19T23:30:00Z"),
        (dt.datetime.min.replace(tzinfo=dt.timezone(dt.timedelta(hours=5))), "0001-01-01T00:00:00Z"),
    ],
)
def test_stored_text_is_utc_of_one_width(when: dt.date, text: str) -> None:
    assert to_utc_text(when) == text


@given(st.text(max_size=400))
def test_no_text_breaks_it(text: str) -> None:
    found = parse_when(text, languages=["de"])
    assert found is None or len(to_utc_text(found)) == 20


_PIECES = [
    "20",
    "11",
    "2026",
    "nov",
    "listopada",
    ".",
    "/",
    "-",
    ":",
    " ",
    "pm",
    "年",
    "월",
    "gmt+25",
    "令和",
    "二十",
    "r6.",
    "tháng",
    "сарын",
    "۱۴۰۵",
    "آبان",
    "พ.ย.",
    "08:3",
    "99",
    "t",
    "z",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_no_heap_of_pieces_of_dates_breaks_it(pieces: list[str]) -> None:
    for joined in ("".join(pieces), " ".join(pieces)):
        found = parse_when(joined)
        assert found is None or 1900 <= day_of(found).year <= 2199


@given(st.integers(min_value=0, max_value=4_000_000_000), st.integers(min_value=-14 * 4, max_value=14 * 4))
def test_iso_text_comes_back_as_it_went(seconds: int, quarters: int) -> None:
    when = dt.datetime.fromtimestamp(seconds, dt.timezone(dt.timedelta(minutes=15 * quarters)))
    assert parse_when(when.isoformat()) == when
