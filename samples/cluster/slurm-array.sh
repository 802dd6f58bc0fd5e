#!/bin/bash
# A million samples in 100 parts by a SLURM array. A template: not run on a cluster here.
# sbatch slurm-array.sh generator.onnx samples
# The tasks are numbered from 0, as the parts are. 'sbatch --array=17 …' makes part 17 again, of 100 as before.
#SBATCH --job-name=mlgan-sample
#SBATCH --array=0-99%20
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=2
#SBATCH --mem=1G
#SBATCH --time=01:00:00
#SBATCH --requeue
set -euo pipefail

parts=100
model=${1:?Give the generator, as generator.onnx}
out=${2:?Give the folder for the samples, which all nodes see}

export OMP_NUM_THREADS=${SLURM_CPUS_PER_TASK:-1}
mlgan sample "$model" --out "$out" --count 1000000 --seed 1 --shard "auto/$parts" --format npy --device cpu
