age-encryption.org/v1
-> X25519 d1Xpr7ZZXRB6T/l/x6hOe5LcEEUkfKhZTMlTGP9P61g
hUNuVZAkUpylo8vBIk0k2gfHSsGygF2HTVtjJpq8zdc
-> X25519 eY449xknO96vMoJkpZM56VMjeLkEBzqkXmvJalTyjWE
HBlIceR7mgogxpEHKwLqiV6G6/8JjZ7TQxIB0gvdhSY
-> <O/A?]-grease \uV~ '>
XDvcMV+eP6MP/twB4tulLHUxwsBmva2d/GO6iiUHyeGJNHBdrVPCZCs9KkboBei1
1dVhvjv/eJnS+v+1XyO/sQbqzFf7MAuhYTxzISmeDOvLTAfjhUg
--- 7rYpOQlUhtoUkPP3oP51QCoMKvTdVXMyHcS3oEbV1PU
É5.(æb#ß0DÆ³—Í…þXmÄ`#õ&ç«×î	As|Ýqm´¾h7ÁÝW)ŸQg[ xÉÈÐ=ðÞð­ižÂ6¬Â¼ýÅã5ìAShj_öf<Ë4Òy3ð+Ë¬!;Ñ´uÞ»SÂÃ¦¸Yæ~B"ÐA¦ÉGN¯TSû;
Ô9GçÛÉw¢§Dáž^?ñU‘@bK>yçdüÎa<×/yj%ku.sôctÜ›`Ðwë”ÔÀåab¾ó1„D…Á§=7¢ý7L¥5ÿ`mÓ…TÅ®æ]Œæ?¢ÔJ·ùaU”#§,†0~ èé'ÜJJi«>T9æRsk`ÿÙµÔ6ìOŸw¼t4ÅcuwyžR•íh"`rœ	=B}lÌl_pi6<Ù¥m<