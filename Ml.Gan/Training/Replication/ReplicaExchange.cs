namespace Ml.Gan.Training.Replication;

/// <summary>Exchanges of what isn't of one length on all ranks. All of them call these.</summary>
internal static class ReplicaExchange
{
    /// <summary>A number of each rank, by rank.</summary>
    public static double[] Gather(this Replicas replicas, double value)
    {
        double[] values = new double[replicas.Count];
        values[replicas.Rank] = value;
        replicas.AllReduceSum(values);
        return values;
    }

    /// <summary>The bytes of one rank.</summary>
    /// <param name="replicas">The ranks.</param>
    /// <param name="bytes">Its bytes; those of the others don't count, and may be as many as they like.</param>
    /// <param name="root">Whose bytes they are.</param>
    public static byte[] BytesOf(this Replicas replicas, byte[] bytes, int root)
    {
        byte[] length = BitConverter.GetBytes(bytes.Length);
        replicas.Broadcast(length, root);
        if (replicas.Rank != root)
            bytes = new byte[BitConverter.ToInt32(length)];
        replicas.Broadcast(bytes, root);
        return bytes;
    }
}
