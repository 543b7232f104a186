"""Lists 清单: who may and must do what. Starter editions ship as YAML in `measures/m14_lists`."""
