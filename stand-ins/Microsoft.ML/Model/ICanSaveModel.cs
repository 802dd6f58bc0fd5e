namespace Microsoft.ML;

/// <summary>Something that can be written into a saved model.</summary>
public interface ICanSaveModel
{
    void Save(ModelSaveContext ctx);
}
