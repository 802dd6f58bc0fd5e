using System.Text;
using Ml.Gan.Native;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Replication;

/// <summary>
/// What the ranks of a training agree on: that they train the same, when they stop, and that their weights are equal.
/// </summary>
internal sealed class ReplicaGroup(Replicas replicas)
{
    /// <summary>Steps from one comparison of the weights to the next.</summary>
    private const int WeightInterval = 100;

    /// <summary>Whether this rank writes what the training writes.</summary>
    public bool IsRoot => replicas.Rank == 0;

    /// <summary>Whether it is so on any rank.</summary>
    public bool Any(bool isSo)
    {
        float[] flag = [isSo ? 1 : 0];
        replicas.AllReduceSum(flag);
        return flag[0] > 0;
    }

    /// <summary>What rank 0 says.</summary>
    public bool FromRoot(bool isSo)
    {
        byte[] flag = [isSo ? (byte)1 : (byte)0];
        replicas.Broadcast(flag, root: 0);
        return flag[0] > 0;
    }

    /// <summary>Refuses to begin where ranks differ in what they train, by what, or on what.</summary>
    /// <exception cref="GanException">
    /// They do; the message names the first difference. It is thrown on each.
    /// </exception>
    public void RequireSame(GanModel model, long steps)
    {
        var own = ReplicaDescription.Of(model, steps);
        byte[] first = replicas.BytesOf(Encoding.UTF8.GetBytes(own.ToText()), root: 0);
        RefuseWhere(own.DifferenceFrom(ReplicaDescription.Read(Encoding.UTF8.GetString(first))));
    }

    /// <summary>Sets the state of the training on all ranks as it is on rank 0.</summary>
    public void Synchronize(GanModel model)
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        model.ExchangeState(new StateBroadcast(replicas));
    }

    /// <summary>Refuses to go on, in some of the steps, where weights of ranks aren't the same to the bit.</summary>
    /// <exception cref="GanException">They differ; the message names rank, step and tensor.</exception>
    public void RequireSameWeights(GanModel model)
    {
        if (model.CompletedSteps % WeightInterval != 0)
            return;
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        var own = WeightHashes.Of(model);
        byte[] first = replicas.BytesOf(own.Bytes, root: 0);
        RefuseWhere(own.DifferenceFrom(first) is { } tensor
            ? $"after step {model.CompletedSteps} its tensor {tensor} isn't the same as that of rank 0. Ranks have to "
                + "compute the same with the same libraries; the training can be resumed from its latest checkpoint"
            : null);
    }

    /// <summary>Waits for all ranks to end.</summary>
    public void End()
    {
        replicas.Barrier();
        replicas.BeginStep(0);
    }

    /// <summary>Throws on all ranks what the first of them says.</summary>
    private void RefuseWhere(string? difference)
    {
        int rank = Array.FindIndex(replicas.Gather(difference is null ? 0 : 1), differs => differs > 0);
        if (rank < 0)
            return;
        byte[] message = replicas.BytesOf(Encoding.UTF8.GetBytes($"{replicas.Name}: {difference}."), rank);
        throw new GanException($"The ranks don't train the same. {Encoding.UTF8.GetString(message)}");
    }
}
