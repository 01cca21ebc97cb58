age-encryption.org/v1
-> X25519 8UGpn8n0f+6xGy+zV1pVPOgKZ8e+xE0O/YVBGPBNURs
1q/z6LooRb3pp6exW1YAxaOxBq1qr14kDC0gcPBGXBo
-> X25519 tP/Pk1pMx2GfPL3BYxogutkEkvZW+aeNzRb/CoTMfn8
19ymchRBOTwXXiMjzjxE2epuTOzcPtiK58OguKN1zNM
-> kch-grease *J\M2 KRULq5c
ibOgI1Fyjg/p59wFp+RNsMxXvD+x8zfrs2iilF7Ht82Fpd9V0RcBT9Z+JhFX+RBo
jvrM0z8umgV9VLnYmIn5QuhiZzK/HPGMKgVOFr+qyqL1LT93
--- 84eNKF6aid/LsuZgywnFZqJenYFppBpfWBKZfW8uKp4
N¯Ëƒ>G‹ÛŒS<i~ŸÚ›uÕLF;³UQÿj¤‰g®îHƒù
Gh-vA# ¬iAwö›' }c‡ëzs­ä$Åš
h\>ž¤ÝŽ.y‰á@ä9<ì`ÿÆ¹¸ÑLÙ4è_ÜNøKkÐ¨uB|×˜S[t"Ã›ƒëjûg/ŽÂýÍÞ‹šýÏÖk:qÊ:;*&13¬¸ÿŒ@n‡I„‡õs}z¶ÎœwË6®Æw4èËü?ÌË$c"Õù"gì<Z¿W« nÔ¸wêk¨ÒzbWõ?j?—eŒi^s®³gá+à~ìºå¥ä&u¢·Ò÷<²änè« œÆ6E}«h8Dø)zë°nÔÂ#Y®]†!?:*eåÕ0D„HÈ