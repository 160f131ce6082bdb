print("circles")
