namespace Microsoft.ML.Data;

/// <summary>Saves and loads the steps of a chain, each in a folder of its own.</summary>
static class ChainModel
{
    public static void Save(ModelSaveContext ctx, ITransformer[] transformers, TransformerScope[] scopes)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        ctx.Write("Chain", new ChainSettings(scopes));
        for (int i = 0; i < transformers.Length; i++)
        {
            using var step = ctx.Child(FolderOf(i));
            transformers[i].Save(step);
        }
    }

    public static TransformerChain<ITransformer> Load(ModelReader reader)
    {
        var scopes = reader.Settings<ChainSettings>().Scopes;
        return new(scopes.Select((_, i) => reader.Child(FolderOf(i)).ReadTransformer()), scopes);
    }

    static string FolderOf(int step) => $"step-{step:000}";

    sealed record ChainSettings(TransformerScope[] Scopes);
}
