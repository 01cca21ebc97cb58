age-encryption.org/v1
-> X25519 BrRNN8VwhHLyu/eV19rkotFDgX4jRdsMnnvyyUPTmXA
yudE9fuPKojB+ZuUS1phvEAw/RA2LtVWAhnWx4ozndI
-> X25519 WSM20Q4hbabQ+zTCRuGUgtBaadupqtg8iyNiZcPAhGA
oUFLTnP+LAwvkbyp5Q1cqprO+rrW1rjXeQMN+1Xl1pY
-> :u`L\l-grease
iSlesTGra5Ri
--- Jy6wiWgqZW6vx49haLfqT/fUIKXnGY3oQWHN6jNlywo
ZÏ0V‘¼ÜÅË)àÇÑ×gÒqy%ø´²ckwÜtÚ5ø(… õçU|.§…,%EMñ¯fk÷ÙÅC…¤(‰uOì2¿wW¾S÷iýUÎüuÄ1yÜt@àÓé‹ðú\Ù%è.¥+mFIˆH!«ôWì¤ßˆÀ-Pé­àÕj‚B»9A_yò6ÃuÒSf=Ñw­Q3Rá¯Th1Ù1WßÑ?oÐË?X™@x ýW¥@ŒÌÂB…¿ÁLÑ²nÒx†²òµÊÕç¶„šÆÛaRTÎ«´ü‚¸:?àéEƒ¤ã
ÆÁ\Gògðy=HOK\„”‘“šHrÁ¬]!ÁZg%¸†TÒiGˆ…ò…-‡zÐÝvè¿î±PDªðÍ‰RxúÝÞâÊ‡o$*¡ÀÕUÆ^o¹-ãíXÿ;î0‹y¢ƒúá"Åï€(wÑ`Øô}:¾yÆô8†DËœG1›1kà@ê@×“þ¹‡!(¥âÀUZå£[v£ükw7vœÿÏÂŸºpÕ¾lP![\:U,%&íŒúƒœðù[Vr