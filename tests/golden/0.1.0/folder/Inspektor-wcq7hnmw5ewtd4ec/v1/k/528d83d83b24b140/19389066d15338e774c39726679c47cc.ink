age-encryption.org/v1
-> X25519 G9+ncGOmH9lZyWUHWiURg91vblWge+9S7ToxTt2JKEA
VdP2UN3G0PI9aIpkCRrhSuQxlo0UT3CMgPQyxvHK7aw
-> X25519 JB1pFbcbnjlphFSY4mRAe3wMEkm4/yfqtOaqkfTE+Ws
nOD9KEdiKOjVd/qvdj7fY2pFdYm4hWRMQqHTCmWbDYk
-> Vi@P-grease 4 jW t6?
F2ZK3jX5tfUWoh0Y8hqYHfzdA+id46D7WAJj
--- 7G9bOXQwvQ9zCHprhgu5QFVB3H+e8cPfjA+wuTxTReE
þËåz~Így(B©-ØÈ!Ë—ÿ`€¿Ù—œ	°èÎxŽûåmL£„oo¬¤.AYg°¦šÆE¸Í—"!™Pa².Ó¿ðbñ{\úL³õÿ”‚ü½¼'Öñá	Ê¯ÛÊ03,Xàï><¬âÕouV`T¯Ž3tÖì+"1<,®ØÎçô„©É	Þûöy#Pf’Q¾£äUgEL( 	¼;$mnËºØà"îiÌ0B(›½20;Ž”u^¦oiÃÚ­†ªÒ]æEfàª ·ÌHa¼,	rð‡@½ÀÂ	­´êomöC®hÇ@©YŽ:ã8’0Š [ÝéÎ~±s_ÄOpT.-)Ðr/£½»ƒÁ»ìŒ.DQ¾ž‰^ËÙ/†Qbœñ:S5§B8pç>çžB”·{¨žÃ