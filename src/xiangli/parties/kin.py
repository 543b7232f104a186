"""The words of a household: how a member is related to its head, and why one leaves."""

HEAD = "户主"
KIN = (HEAD, "配偶", "子女", "父母", "祖父母", "孙子女", "兄弟姐妹", "其他")
WHY_LEFT = {"moved": "迁出", "married": "婚出", "died": "去世", "split": "分户", "wrong": "登记有误"}
