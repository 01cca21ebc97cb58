"""The screens. Each shows shapes and tells what the user wants; none knows another."""
