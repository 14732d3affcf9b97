#!/usr/bin/env bash
# Makes up the server's keys and puts them into the secret reland-object-store, where there is none yet. They pass
# through neither a file nor a command line.
set -euo pipefail
namespace=${1:?usage: create-secret.sh NAMESPACE}

if kubectl get secret reland-object-store --namespace "$namespace" --ignore-not-found -o name | grep -q .; then
  echo "secret reland-object-store is there already in namespace $namespace: nothing done"
  exit 0
fi
word() { od -An -N "$1" -tx1 /dev/urandom | tr -d ' \n'; }
kubectl create --namespace "$namespace" -f - <<SECRET
apiVersion: v1
kind: Secret
metadata:
  name: reland-object-store
  labels:
    app.kubernetes.io/part-of: reland
stringData:
  access-key: "$(word 10)"
  secret-key: "$(word 24)"
SECRET
