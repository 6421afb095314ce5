"""Words that stand on the pages of newspapers and are none of an article, by what they do.

The tables hold phrases of many languages, in lower case, one a line:

    phrase      a line that begins with it
    phrase:     a line that begins with it and a colon
    phrase$     a line that says nothing else

A phrase may stand in two tables: a line that begins with it is left out, and the article ends there as well.
"""

from __future__ import annotations

from typing import Final

TEASING: Final = """
read more
read also
read next
read the full
read our
also read
see also
see more
watch also
watch more
watch live
listen to this
listen now
more on this
more in
more from
more stories
related$
related:
related articles
related article
related stories
related story
related news
related topics
related posts
related content
related links
related coverage
related reading
recommended$
recommended:
recommended for you
recommended reading
recommended stories
you may also
you might also
you may be
you might be interested
don't miss
don’t miss
trending$
trending:
most read
most popular
most viewed
editor's pick
editors' pick
editor's choice
must read
up next
click here
click to
continue reading
further reading$
further reading:
follow us
follow our
like us on
join us
join our
subscribe
sign up
share this
share on
share via
share:
advertisement$
story continues below
article continues
loading$
print this
email this
comments$
comment$
leave a comment
leave a reply
view comments
tags:
tag:
filed under
topics:
topic:
keywords:
(for more
(for updates
for more updates
for more information about reprints
to report corrections
on the web:
have a tip
got a tip
do you have a story
lesen sie
lies auch
mehr zum thema
mehr dazu
mehr lesen
mehr themen
mehr aus
mehr über
mehr infos
mehr informationen
auch interessant
das könnte sie
das könnte dich
weitere artikel
weitere themen
weitere meldungen
weitere nachrichten
weitere informationen
weitere beiträge
siehe auch
zum thema$
zum thema:
anzeige$
jetzt lesen
jetzt anmelden
jetzt abonnieren
jetzt registrieren
hier geht es
hier können sie
hier klicken
hier finden sie
melden sie sich
folgen sie uns
folgt uns
folgst du schon
abonnieren sie
abonniere
newsletter$
newsletter:
dieses thema im programm
dieser artikel wurde ausgedruckt
artikel teilen
diesen artikel teilen
artikel drucken
artikel merken
teilen sie
schlagwörter
schlagworte
lest den originalartikel
lire aussi
lire également
lire la suite
lire plus
à lire
a lire aussi
voir aussi
notre dossier
nos articles
inscrivez-vous
abonnez-vous
publicité$
sur le même sujet
partager$
suivez-nous
suivez nous
lee también
lee además
lee más
leer también
leer más
te puede interesar
también te puede
también lee
también puedes
ver también
vea también
lea también
lea además
lea más
más información:
más noticias$
puedes leer
noticia relacionada
noticias relacionadas
suscríbete
síguenos
publicidad$
leia também
leia mais
veja também
veja mais
saiba mais
assine
leggi anche
leggi tutto
leggi altro
leggi:
guarda anche
potrebbe interessarti
iscriviti
seguici
lees ook
lees meer
lees verder
bekijk ook
meer over
les også
les mer
läs också
läs även
läs mer
læs også
læs mere
lue myös
lue lisää
czytaj też
czytaj także
czytaj również
czytaj więcej
czytaj dalej
czytaj:
zobacz też
zobacz także
zobacz również
zobacz więcej
zobacz:
przeczytaj
więcej:
więcej w
więcej wiadomości
więcej na
zobacz najciekawsze
dowiedz się więcej
polecamy
reklama$
sprawdź:
polub nas
čtěte také
čtěte též
přečtěte si
čítajte aj
olvassa el
citiți și
citește și
читайте также
читайте еще
читайте ещё
читайте подробнее
читайте:
читай также
читай еще
смотри также
смотрите также
смотри еще
см. также
по теме$
по теме:
подробнее$
подробнее:
подпишитесь
подписаться
подписывайтесь
читать далее
читать также
читать все
материалы по теме
другие новости
новости по теме
новости партнеров
новости партнёров
реклама$
теги:
следите за
следи за
если вы заметили ошибку
если вы нашли ошибку
если вы нашли опечатку
нашли ошибку
нашли опечатку
заметили ошибку
загружается
загрузка$
спасибо! ваш
читайте також
дивіться також
підписуйтесь
підписуйтеся
підпишіться
більше новин
прочетете още
вижте още
абонирайте се
прочитајте и
pročitajte i
pročitajte još
čitajte i
preberite tudi
loe ka:
loe lisaks
lasi arī
lasiet arī
taip pat skaitykite
skaitykite taip pat
llegeix també
soma pia
чытайце таксама
διαβάστε
διαβαστε
δείτε επίσης
δείτε ακόμα
δείτε ακόμη
δείτε περισσότερα
σχετικά άρθρα$
σχετικά θέματα$
ακολουθήστε
ayrıca oku
ilgili haber
bizi takip edin
abone ol
baca juga
dapatkan update
ikuti berita
ikuti kami
lihat juga
simak juga
xem thêm
đọc thêm
यह भी पढ़ें
ये भी पढ़ें
আরও পড়ুন
یہ بھی پڑھیں
อ่านเพิ่มเติม
اقرأ أيضا
اقرأ أيضًا
اقرأ المزيد
شاهد أيضا
بیشتر بخوانید
קראו גם
קראו עוד
"""
"""Hints at something else to read, watch, subscribe to or do."""

LABELS: Final = """
kategorisiert unter:
published
first published
first posted
last updated
updated
posted
last modified
date published
publication date
written by
words by
source:
date:
author:
veröffentlicht am
aktualisiert am
aktualisiert:
erstellt am
erschienen am
stand:
quelle:
autor:
autorin:
datum:
lesezeit
lesedauer
publié le
publié par
mis à jour
modifié le
temps de lecture
publicado
publicada
actualizado
atualizado
fuente:
fecha:
pubblicato
aggiornato
fonte:
gepubliceerd
bijgewerkt
opublikowano
aktualizacja
dodano
źródło:
data:
publisert
publicerad
опубликовано
обновлено
дата:
автор:
прочитано
просмотров
новость была оставлена
ημερομηνία
δημοσίευση:
δημοσιεύθηκε
πηγή:
τελευταία ενημέρωση
reading time
입력
기사입력
"""
"""What stands before a date, an author, a source."""

NOTICES: Final = """
editing:
editor:
editors:
edited by
fact-check:
redaktion:
mitarbeit:
faktencheck:
redakcja:
redaktör:
this article was translated
this is a machine translation
this story was translated
please read our terms
submitted comments
comments are subject to
comments submitted
all comments are
terms of use:
dieser artikel wurde im original
dieser artikel wurde aus dem
dieser artikel wurde zuerst
dieser artikel erschien zuerst
dieser artikel ist zuerst
dieser text erschien zuerst
dies ist eine maschinelle übersetzung
bitte registrieren sie sich
cet article a été traduit
cet article est paru
este artículo fue publicado originalmente
este artículo fue traducido
este artigo foi publicado originalmente
questo articolo è stato tradotto
ошибка в тексте
"""
"""What the site says about its article or its readers' comments."""

CREDITS: Final = """
bildcredit:
bildcredits:
photo:
photos:
photo credit
photo by
photos by
photo courtesy
picture:
pictures:
image:
images:
image credit
image courtesy
illustration:
graphic:
(photo
(image credit
foto:
fotos:
(foto
(fotos
bild:
bilder:
bildquelle:
titelbild:
symbolbild:
grafik:
abbildung:
image illustrative
crédit photo
crédits photo
crédit:
imagen:
imágenes:
imagem:
immagine:
fotografie:
fot.
zdjęcie:
zdjęcia:
kuva:
kuvat:
kép:
фото:
φωτογραφία:
φωτογραφίες:
"""
"""What stands before the maker or the subject of a picture."""

ENDINGS: Final = """
comments are …
commenting is …
add comments
add a comment
post a comment
kommentare sind …
kommentar schreiben
kommentar verfassen
schreiben sie einen kommentar
schreibe einen kommentar
laisser un commentaire
deja un comentario
deixe um comentário
lascia un commento
geef een reactie
dodaj komentarz
добавить комментарий
комментировать
related
related articles
related stories
related news
related topics
related posts
related content
related links
related coverage
related reading
recommended
recommended for you
recommended reading
recommended stories
recommended articles
you may also like
you might also like
you may also be interested in
you might also be interested in
you may also enjoy
more stories
more news
more from …
more on this
more on this story
more articles
more like this
more coverage
more headlines
most read
most popular
most popular articles
most viewed
top stories
top news
popular
popular articles
popular posts
popular news
latest
latest news
latest stories
latest articles
latest posts
latest headlines
trending
trending now
trending news
trending stories
comments
leave a comment
leave a reply
tags
topics
share this
share this article
share this story
about the author
about the authors
check out other …
check out our other …
read more
read next
don't miss
don’t miss
see also
up next
editor's picks
editors' picks
editor’s picks
sign up for …
sign up to …
newsletter
mehr zum thema
das könnte sie auch interessieren
das könnte dich auch interessieren
auch interessant
weitere artikel …
weitere themen …
weitere meldungen …
weitere nachrichten …
weitere beiträge …
mehr aus …
kommentare
leserkommentare
themen
schlagworte
schlagwörter
meistgelesen
meistgelesene artikel
verwandte artikel
verwandte themen
ähnliche artikel
ähnliche beiträge
zum thema
links zum thema
links zum artikel
teilen
lire aussi
à lire aussi
à lire également
sur le même sujet
commentaires
les commentaires
articles similaires
articles liés
articles associés
les plus lus
vous aimerez aussi
dans la même rubrique
te puede interesar
noticias relacionadas
artículos relacionados
notas relacionadas
comentarios
lo más leído
lo más visto
más noticias
etiquetas
ver también
temas
notícias relacionadas
comentários
leia também
veja também
mais lidas
potrebbe interessarti
potrebbe interessarti anche
articoli correlati
commenti
leggi anche
lees ook
gerelateerd
gerelateerde artikelen
meer over …
reacties
meest gelezen
les også
läs också
læs også
kommentarer
czytaj też
czytaj także
czytaj również
zobacz też
zobacz także
zobacz również
komentarze
wybrane komentarze
powiązane …
najnowsze …
tagi
podobne artykuły
podobne tematy
polecane
najczęściej czytane
inne artykuły
читайте также
смотрите также
по теме
материалы по теме
новости по теме
комментарии
похожие …
другие новости …
другие материалы …
последние новости
самое читаемое
самое популярное
обсуждение
ссылки по теме
оставить комментарий
популярное
σχετικά άρθρα
σχετικά θέματα
σχετικά νέα
διαβάστε επίσης
διαβάστε ακόμη
διαβάστε περισσότερα
διαβάστε σχετικά
σχόλια
δημοφιλή
περισσότερα
评论
我要评论
网友评论
发表评论
相关新闻
相关报道
相关阅读
相关链接
相关专题
相关文章
相关内容
相關新聞
相關報導
相關閱讀
相關連結
相關文章
延伸閱讀
延伸阅读
推荐阅读
推薦閱讀
热点新闻
热点推荐
更多新闻
更多精彩
更多相关
関連記事
関連ニュース
関連リンク
関連キーワード
おすすめ記事
コメント
관련기사
관련 기사
관련뉴스
관련 뉴스
댓글
많이 본 뉴스
اقرأ أيضا
مواضيع ذات صلة
"""
"""Headings under which stands what is no longer the article. A trailing "…" lets anything follow."""
