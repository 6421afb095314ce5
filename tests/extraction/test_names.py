from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.extraction.names import is_full_name, looks_like_person, read_byline


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Example", ["Ann Example"]),
        ("By Ann Example", ["Ann Example"]),
        ("Von Anna Beispiel und Bert Muster", ["Anna Beispiel", "Bert Muster"]),
        ("Par Anne Exemple et Luc Modèle", ["Anne Exemple", "Luc Modèle"]),
        ("Por Ana Ejemplo y Luis Muestra", ["Ana Ejemplo", "Luis Muestra"]),
        ("Av Anna Exempel och Bo Prov", ["Anna Exempel", "Bo Prov"]),
        ("Anna Esempio e Luca Prova", ["Anna Esempio", "Luca Prova"]),
        ("Anna Przykład i Jan Wzór", ["Anna Przykład", "Jan Wzór"]),
        ("Анна Пример и Пётр Образец", ["Анна Пример", "Пётр Образец"]),
        ("Ann Example, Bo Sample and Cy Model", ["Ann Example", "Bo Sample", "Cy Model"]),
        ("Ann Example, Bo Sample, & Cy Model", ["Ann Example", "Bo Sample", "Cy Model"]),
        ("Ann Example; Bo Sample", ["Ann Example", "Bo Sample"]),
        ("Ann Example | Bo Sample", ["Ann Example", "Bo Sample"]),
        ("Example, Ann", ["Ann Example"]),
        ("Example, Ann; Sample, Bo", ["Ann Example", "Bo Sample"]),
        ("Ann Example, Political Editor", ["Ann Example"]),
        ("Ann Example, senior lecturer in harbour law", ["Ann Example"]),
        ("Ann Example (ann@courier.example)", ["Ann Example"]),
        ("Ann Example @annexample", ["Ann Example"]),
        ("Bo Sample in Northhaven", ["Bo Sample"]),
        ("Per-Erik Prøve", ["Per-Erik Prøve"]),
        ("Ann Example Political Reporter", ["Ann Example"]),
        ("Źródło: PAP", []),
        ("Από Δημήτρης Παράδειγμα", ["Δημήτρης Παράδειγμα"]),
        ("View Profile", []),
        ("By Ann Example 8 January 2020, 3:51 pm", ["Ann Example"]),
        ("Ann Example | Published: 20.11.2026", ["Ann Example"]),
        ("Ann Example Nov. 20, 2026", ["Ann Example"]),
        ("Muster Verlag GmbH & Co. KG", ["Muster Verlag GmbH & Co. KG"]),
        ("Michael E Sample", ["Michael E Sample"]),
        ("Ana Primjer i Ivo Uzorak", ["Ana Primjer", "Ivo Uzorak"]),
        ("Dr. Max Muster", ["Dr. Max Muster"]),
        ("Jan van der Proef", ["Jan van der Proef"]),
        ("佐藤 花子", ["佐藤 花子"]),
        ("佐藤花子、山田太郎", ["佐藤花子", "山田太郎"]),
        ("김하나 기자", ["김하나"]),
        ("https://courier.example/people/ann", []),
        ("@annexample", []),
        ("By", []),
        ("", []),
        ("Updated 3 hours ago", []),
    ],
)
def test_names_in_bylines(text: str, names: list[str]) -> None:
    assert [one.name for one in read_byline(text)] == names


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("de", "Von unserem Korrespondenten Max Muster aus Berlin", ["Max Muster"]),
        ("de", "Anna Beispiel, Bert Muster und Cem Probe, dpa", ["Anna Beispiel", "Bert Muster", "Cem Probe", "dpa"]),
        ("en", "By Ann Example in London and Bo Sample in Paris", ["Ann Example", "Bo Sample"]),
        ("en", "By Ann Example in San Francisco and Bo Sample in New York", ["Ann Example", "Bo Sample"]),
        ("en", "Ann Example | Staff Writer", ["Ann Example"]),
        ("fr", "Texte: Anne Exemple, photos: Luc Modèle", ["Anne Exemple"]),
        ("en", "Updated by Ann Example", ["Ann Example"]),
        ("ko", "홍길동 기자 =", ["홍길동"]),
        ("ko", "(서울=연합뉴스) 홍길동 기자 = ", ["홍길동"]),
        ("ko", "정치부 홍길동 기자", ["홍길동"]),
        ("ko", "홍길동·김철수 기자", ["홍길동", "김철수"]),
        ("ko", "글·사진 홍길동", ["홍길동"]),
        ("ko", "온라인뉴스팀", ["온라인뉴스팀"]),
        ("zh-TW", "記者 王小明／台北報導", ["王小明"]),
        ("zh-TW", "記者王小明／台北報導", ["王小明"]),
        ("zh-TW", "【記者王小明/台北報導】", ["王小明"]),
        ("zh-TW", "（中央社記者王小明台北20日電）", ["王小明"]),
        ("zh-CN", "文/张三", ["张三"]),
        ("zh-CN", "文：张三 图：李四", ["张三"]),
        ("zh-CN", "作者：张三　编辑：李四", ["张三"]),
        ("zh-CN", "记者 张三 李四", ["张三", "李四"]),
        ("zh-CN", "本报记者 张三", ["张三"]),
        ("zh-CN", "新华社记者张三、李四", ["张三", "李四"]),
        ("zh-CN", "本文栏目：上海 作者：陈三", ["陈三"]),
        ("zh-CN", "责任编辑： 李四", ["李四"]),
        ("zh-CN", "来源：新华网", []),
        ("ja", "【ロンドン=佐藤花子】", ["佐藤花子"]),
        ("ja", "佐藤花子（ロンドン）", ["佐藤花子"]),
        ("ja", "文・佐藤花子 写真・山田太郎", ["佐藤花子"]),
        ("ja", "佐藤花子記者", ["佐藤花子"]),
        ("ja", "ジョン・スミス", ["ジョン・スミス"]),
        ("ja", "佐藤 花子, 山田 太郎", ["佐藤 花子", "山田 太郎"]),
        ("ja", "聞き手・佐藤花子", ["佐藤花子"]),
        ("fr", "De notre correspondant à Bruxelles, Luc Modèle", ["Luc Modèle"]),
        ("fr", "Luc Modèle, envoyé spécial à Kiev", ["Luc Modèle"]),
        ("fr", "Propos recueillis par Anne Exemple", ["Anne Exemple"]),
        ("fr", "Par Anne Exemple avec AFP", ["Anne Exemple", "AFP"]),
        ("fr", "Anne Exemple et Luc Modèle à Lyon", ["Anne Exemple", "Luc Modèle"]),
        ("es", "Por Ana Ejemplo", ["Ana Ejemplo"]),
        ("es", "Ana Ejemplo / EFE", ["Ana Ejemplo", "EFE"]),
        ("es", "Ana Ejemplo en Buenos Aires", ["Ana Ejemplo"]),
        ("es", "Texto: Ana Ejemplo | Fotos: Luis Muestra", ["Ana Ejemplo"]),
        ("es", "Redacción", ["Redacción"]),
        ("es", "Ana Ejemplo García y Luis Muestra de la Torre", ["Ana Ejemplo García", "Luis Muestra de la Torre"]),
        ("it", "di Anna Esempio e Luca Prova", ["Anna Esempio", "Luca Prova"]),
        ("it", "dal nostro inviato Luca Prova", ["Luca Prova"]),
        ("it", "a cura di Anna Esempio", ["Anna Esempio"]),
        ("it", "Per Anna Esempio", ["Anna Esempio"]),
        ("pl", "Przemysław Wzór, PAP", ["Przemysław Wzór", "PAP"]),
        ("pl", "Anna Przykład i Jan Wzór", ["Anna Przykład", "Jan Wzór"]),
        ("pl", "Tekst: Anna Przykład, zdjęcia: Jan Wzór", ["Anna Przykład"]),
        ("pl", "oprac. Anna Przykład", ["Anna Przykład"]),
        ("cs", "text: Jan Vzor, foto: Petr Příklad", ["Jan Vzor"]),
        ("cs", "Jan Vzor, ČTK", ["Jan Vzor", "ČTK"]),
        ("cs", "Autor: Jan Vzor a Petr Příklad", ["Jan Vzor", "Petr Příklad"]),
        ("nl", "Door Jan Voorbeeld en Piet Proef", ["Jan Voorbeeld", "Piet Proef"]),
        ("nl", "Van onze verslaggever Jan Voorbeeld", ["Jan Voorbeeld"]),
        ("nl", "Door onze redacteur Jan van der Proef", ["Jan van der Proef"]),
        ("sv", "Text: Anna Exempel Foto: Bo Prov", ["Anna Exempel"]),
        ("sv", "Anna Exempel/TT", ["Anna Exempel", "TT"]),
        ("nb", "Av Kari Prøve (tekst) og Ola Mønster (foto)", ["Kari Prøve"]),
        ("nb", "Kari Prøve i Oslo", ["Kari Prøve"]),
        ("da", "Af Bo Prøve", ["Bo Prøve"]),
        ("da", "Per Prøve", ["Per Prøve"]),
        ("da", "Per Anders Prøve", ["Per Anders Prøve"]),
        ("fi", "Teksti: Anna Malli Kuvat: Pekka Esimerkki", ["Anna Malli"]),
        ("fi", "Anna Malli ja Pekka Esimerkki", ["Anna Malli", "Pekka Esimerkki"]),
        ("hu", "Írta: Nagy Példa", ["Nagy Példa"]),
        ("hu", "Szerző: Nagy Példa, Kis Minta", ["Nagy Példa", "Kis Minta"]),
        ("ro", "Scris de Ion Exemplu", ["Ion Exemplu"]),
        ("ro", "Ion Exemplu și Ana Model", ["Ion Exemplu", "Ana Model"]),
        ("tr", "Haber: Ayşe Örnek, Foto: Ali Misal", ["Ayşe Örnek"]),
        ("tr", "Ayşe ÖRNEK/ANKARA, (DHA)", ["Ayşe ÖRNEK"]),
        ("tr", "Efe Örnek", ["Efe Örnek"]),
        ("ru", "Автор: Иван Пример", ["Иван Пример"]),
        ("ru", "Текст: Иван Пример, фото: Пётр Образец", ["Иван Пример"]),
        ("ru", "Беседовала Мария Пример", ["Мария Пример"]),
        ("ru", "Анна Пример и Пётр Образец", ["Анна Пример", "Пётр Образец"]),
        ("ru", "Источник: Правда", []),
        ("ru", "Фото: Пётр Образец, Анна Пример", []),
        ("uk", "Анна Приклад та Петро Зразок", ["Анна Приклад", "Петро Зразок"]),
        ("el", "Γράφει ο Νίκος Παράδειγμα", ["Νίκος Παράδειγμα"]),
        ("el", "Του Νίκου Παραδείγματος", ["Νίκου Παραδείγματος"]),
        ("el", "Νίκος Παράδειγμα και Μαρία Δείγμα", ["Νίκος Παράδειγμα", "Μαρία Δείγμα"]),
        ("ar", "كتب: أحمد مثال", ["أحمد مثال"]),
        ("ar", "كتبت أسماء مثال", ["أسماء مثال"]),
        ("ar", "بقلم: أحمد مثال", ["أحمد مثال"]),
        ("fa", "نویسنده: رضا نمونه", ["رضا نمونه"]),
        ("he", "מאת דנה דוגמה", ["דנה דוגמה"]),
        ("hi", "द्वारा राम उदाहरण", ["राम उदाहरण"]),
        ("vi", "Nguyễn Văn Mẫu", ["Nguyễn Văn Mẫu"]),
        ("id", "Penulis: Budi Contoh, Editor: Sari Misal", ["Budi Contoh"]),
        ("id", "Oleh Budi Contoh", ["Budi Contoh"]),
        ("id", "Reporter: Budi Contoh | Editor: Sari Misal", ["Budi Contoh"]),
        ("sr", "Пише: Марко Пример", ["Марко Пример"]),
        ("hr", "Piše Ivo Uzorak", ["Ivo Uzorak"]),
        ("lt", "Jonas Pavyzdys, BNS", ["Jonas Pavyzdys", "BNS"]),
        ("de", "Text und Fotos: Anna Beispiel", ["Anna Beispiel"]),
        ("de", "Foto: Bert Muster; Text: Anna Beispiel", ["Anna Beispiel"]),
        ("de", "Ein Gastbeitrag von Anna Beispiel", ["Anna Beispiel"]),
        ("de", "Eine Kolumne von Anna Beispiel", ["Anna Beispiel"]),
        ("de", "Pressemitteilung von Anna Beispiel", ["Anna Beispiel"]),
        ("de", "Ein Artikel von Anna Beispiel | 27.01.2022 - 12:45", ["Anna Beispiel"]),
        (
            "de",
            "Bayerische Landesanstalt für Wald und Forstwirtschaft",
            ["Bayerische Landesanstalt für Wald und Forstwirtschaft"],
        ),
        ("de", "muster GmbH, probe GmbH", ["muster GmbH", "probe GmbH"]),
        ("de", "Copyright Muster-Probe GmbH & Co. KG - all rights reserved", ["Muster-Probe GmbH & Co. KG"]),
        ("de", "Beispiel, Anna", ["Anna Beispiel"]),
        ("de", "von der Probe, Anna", ["Anna von der Probe"]),
        ("de", "mm/dpa", ["mm", "dpa"]),
        ("en", "Example, Ann, Sample, Bo", ["Ann Example", "Bo Sample"]),
        ("en", "Doe, J.", ["J. Doe"]),
        ("en", "By Ann Example for The Harbour Times", ["Ann Example"]),
        ("en", "Ann Example, BBC News, Cardiff", ["Ann Example", "BBC News"]),
        ("en", "Ann Example Los Angeles Times", ["Ann Example"]),
        ("en", "Ann Example courier.example.com", ["Ann Example"]),
        ("en", "Ann Example. Sputnik International", ["Ann Example"]),
        ("en", "Court Reporter", ["Court Reporter"]),
        ("en", "Ann & Co", ["Ann & Co"]),
        ("en", "Ann Example, Senior Partner", ["Ann Example"]),
        ("en", "Published 20 May 2026", []),
        ("en", "Senior Political Correspondent Ann Example", ["Ann Example"]),
        ("en", "As told to Ann Example", ["Ann Example"]),
        ("en", "Bo Sample Jr.", ["Bo Sample Jr."]),
        ("en", "Bo Sample, Jr.", ["Bo Sample"]),
        ("en", "Ann Example, MD, and Bo Sample, Ph.D.", ["Ann Example", "Bo Sample"]),
        ("en", "Reporting by Ann Example; Editing by Bo Sample", ["Ann Example"]),
        ("en", "Edited by Bo Sample", ["Bo Sample"]),
        ("en", "Photos by Bo Sample, words by Ann Example", ["Ann Example"]),
        ("en", "ann@courier.example (Ann Example)", ["Ann Example"]),
        ("en", "['Ann Example', 'Bo Sample']", ["Ann Example", "Bo Sample"]),
        ("en", "Ann Example @annexample", ["Ann Example"]),
        ("en", "By Ann Example, Associated Press", ["Ann Example", "Associated Press"]),
        ("en", "BY ANN EXAMPLE", ["ANN EXAMPLE"]),
        ("en", "Ani Example", ["Ani Example"]),
        ("en", "Channel 4 News", ["Channel 4 News"]),
        ("en", "Follow Ann Example", []),
        ("en", "publisher", []),
        ("en", "Posted by Konstantin 21.10.2019", ["Konstantin"]),
        ("en", "O'Neil McExample", ["O'Neil McExample"]),
        ("en", "J. R. R. Sample", ["J. R. R. Sample"]),
        ("en", "Ann Example with Bo Sample", ["Ann Example", "Bo Sample"]),
        ("en", "Ann Example & Bo Sample", ["Ann Example", "Bo Sample"]),
        ("en", "Ann Example, Friday, 8 January 2020", ["Ann Example"]),
        ("en", "Dr Ann Example PhD", ["Dr Ann Example PhD"]),
    ],
)
def test_names_in_bylines_of_many_languages(language: str, text: str, names: list[str]) -> None:
    assert [one.name for one in read_byline(text, (language,))] == names


def test_agencies_beside_persons_are_told_from_them() -> None:
    found = read_byline("Anna Beispiel, Bert Muster, dpa", ("de",))
    assert [one.name for one in found if one.person] == ["Anna Beispiel", "Bert Muster"]


@pytest.mark.parametrize("name", ["Ann Example", "Nguyễn Văn Mẫu", "Анна Пример", "Νίκος Παράδειγμα"])
def test_a_full_name_and_nothing_else_is_told_at_once(name: str) -> None:
    assert is_full_name(name)


@pytest.mark.parametrize("text", ["By Ann Example", "Ann Example and Bo Sample", "Harbour News", "Ann", "ann example"])
def test_whatever_needs_reading_is_not_a_full_name_alone(text: str) -> None:
    assert not is_full_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "AFP",
        "dpa",
        "Reuters",
        "Redaktion",
        "Harbour Times",
        "Newsroom",
        "courier.example.com",
        "朝日新聞デジタル",
        "Anadolu Ajansı",
        "MND Staff",
    ],
)
def test_organisations_and_desks_are_no_persons(text: str) -> None:
    assert [one.person for one in read_byline(text)] == [False]


def test_form_of_a_full_name() -> None:
    assert looks_like_person("Ann Example")
    assert not looks_like_person("read more here")
    assert not looks_like_person("Ann")


@pytest.mark.slow
@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    for one in read_byline(text):
        assert one.name == one.name.strip() != ""
