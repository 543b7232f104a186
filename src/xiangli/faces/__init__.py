"""The pages by role: one domain call, then render. Resident, desk (township or receiving office), oversight."""
