# cluster.sh -- a Slurm of one node on this machine, for the scripts that source it: cluster_start FOLDER, then sbatch, then cluster_stop.
#
# slurmctld and slurmd are the real ones, run by whoever runs this: state, logs and pid files lie in FOLDER, the ports are free ones, and
# nobody has to prove who he is (auth/none), so nothing of an installed Slurm is used or touched. SLURM_CONF leads sbatch to it.

cluster_config() { # FOLDER PORT
    host=$(uname -n)
    host=${host%%.*}
    cat <<END_OF_CONFIG
ClusterName=seedbed
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$2
SlurmdPort=$(($2 + 1))
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/none
CredType=cred/none
MpiDefault=none
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SwitchType=switch/none
SchedulerType=sched/builtin
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
JobCompType=jobcomp/none
SlurmdParameters=config_overrides
ReturnToService=2
StateSaveLocation=$1/state
SlurmdSpoolDir=$1/spool
SlurmctldPidFile=$1/slurmctld.pid
SlurmdPidFile=$1/slurmd.pid
SlurmctldLogFile=$1/slurmctld.log
SlurmdLogFile=$1/slurmd.log
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=tests Nodes=ALL Default=YES MaxTime=10 State=UP
END_OF_CONFIG
}

# Has the node reported itself, and is it ready for work?
cluster_is_up() {
    kill -0 "$cluster_control" 2>/dev/null && kill -0 "$cluster_node" 2>/dev/null &&
        [ "$(sinfo --noheader --format=%t 2>/dev/null)" = idle ]
}

cluster_try() { # FOLDER PORT
    mkdir -p "$1/state" "$1/spool"
    cluster_config "$1" "$2" >"$1/slurm.conf"
    slurmctld -D >"$1/slurmctld.out" 2>&1 &
    cluster_control=$!
    slurmd -D >"$1/slurmd.out" 2>&1 &
    cluster_node=$!
    tries=0
    until cluster_is_up; do
        tries=$((tries + 1))
        [ $tries -lt 100 ] && kill -0 "$cluster_control" 2>/dev/null && kill -0 "$cluster_node" 2>/dev/null || return 1
        sleep 0.2
    done
}

# 1: it does not come up, and what it said is printed. A port that is taken is one reason, so others are tried.
cluster_start() { # FOLDER
    SLURM_CONF=$1/slurm.conf
    export SLURM_CONF
    for port in 1 2 3; do
        port=$((20000 + ($$ * 7 + port * 1000) % 10000))
        cluster_try "$1" $port && return 0
        cluster_stop
    done
    tail -n 20 "$1"/*.out "$1"/*.log
    return 1
}

# Ends both, and the jobs that still run; waits until they are gone. Harmless when nothing was started.
cluster_stop() {
    if [ -n "${cluster_control:-}" ] && kill -0 "$cluster_control" 2>/dev/null; then
        scancel --quiet --user="$(id -un)" 2>/dev/null
        tries=0
        while [ -n "$(squeue --noheader 2>/dev/null)" ] && [ $tries -lt 25 ]; do
            tries=$((tries + 1))
            sleep 0.2
        done
    fi
    for process in ${cluster_node:-} ${cluster_control:-}; do
        kill "$process" 2>/dev/null
        tries=0
        while kill -0 "$process" 2>/dev/null && [ $tries -lt 50 ]; do
            tries=$((tries + 1))
            sleep 0.2
        done
        kill -9 "$process" 2>/dev/null
        wait "$process" 2>/dev/null
    done
    cluster_control='' cluster_node=''
}
