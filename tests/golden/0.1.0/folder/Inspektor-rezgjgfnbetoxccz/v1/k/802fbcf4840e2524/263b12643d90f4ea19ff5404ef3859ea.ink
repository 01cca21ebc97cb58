age-encryption.org/v1
-> X25519 1jhvGW0FihG1pXk5OIk2S+6bqmxTnUi5DA4UCeyO+Ek
+CC+fw+MHioJbHA2g/F0PtUS46QR9myv3+PhwlTPfWE
-> X25519 qLOOarHJulnFNaa4La3fROuZkU/ptuWnN8gycjGH2Ss
0h0yeyQBUMM0pw15pp360s/Iwzfo6uSmkBq+Xe1bqAE
-> Oi3#x>U-grease =v5/wC
ByGmsaiSQt3WThuRQ1RTxaYcIMcHwLDiOEiiwjVDesVCoaSJji6ioybQJMURigzW
9jkWdzBg7sEQjd/DSazFzuB9SakwdqLzZBaVaAxF2QkM1M29+S4wXMk6Jnk
--- Ghu6MReVpPaTlYwoH5vBWmxeRgIsjkAapaQPRNLFygE
o2('«ãcûã”%1ÙüÂteO/¼ÍºÌs`&£ÿcdÓ›ÿ@hú¦»°Ñàû¾)v3°£0³K·,³­ ‡)>°Ž8Ç4€F|èQ¸¿x>—ò÷¶ˆ2â4 $Ó³µœY½Á¦ÜAûÑÓ…¤©V~lÿ§Ê?Æ†Q^±9DwÍ«¥SLŠ‰''~o|ò~Sg˜dntÔõZXT
$î1¨"[ã‰IŽ›ÇåfEÑ¾úÃ¼hYFåûX8Îçú­v²û@ÕÉ®ù&SŽÄ-¤HÁ(=ä“³µCQBWIO!DPüèF¾<A—Øb?Þ	Îˆaæ›hdã«X äV†x"$Dè€X´sÆcÙ’¥‘È­r¹"§ƒ³hkøp«•zÉfªÉþdÓ\Gá:®”ý Ùín"DNMU™£-F²úŽ‡‡¦£"ôDº!öõ(t^c"wó¦aã.kcSy¿¡ü“ª E*¿äð¦ªÿ¶nt-)~Y'×ì‡Ê¹!Ñh6—-àŒD“±bH